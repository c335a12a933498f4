import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { compileText } from '../testing/serve.ts';
import { verifyTarget } from './verify-target.ts';

const compiled = await compileText(`
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Order: { type: object, required: [item], properties: { id: { type: string, readOnly: true }, item: { type: string } } }
paths:
  /orders:
    get:
      operationId: listOrders
      responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } }
    post:
      operationId: createOrder
      security: [{ key: [] }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOrder
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '404': { description: None. } }
    put:
      operationId: replaceOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '204': { description: Done. }, '404': { description: None. } }
    delete: { operationId: deleteOrder, responses: { '204': { description: Gone. }, '404': { description: None. } } }
  /orders/{id}/payments:
    post:
      operationId: payOrder
      x-moves-money: true
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Paid. } }
`);

/** A target that takes everything, until the test ends; with what it was asked. */
async function careless(created: number, single = 200) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    asked.push(`${request.method} ${request.url}`);
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const isItem = /^\/orders\/./.test(request.url ?? '');
    if (request.method === 'POST' && !isItem) json(created, { id: 'new-1', item: 'x' });
    else if (request.method === 'GET' && isItem && single === 404) response.writeHead(404).end();
    else if (request.method === 'GET') json(200, isItem ? { id: 'new-1', item: 'x' } : [{ id: 'old-1', item: 'x' }]);
    else response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const options = { contractId: 'orders', headers: { 'x-key': 'k' }, seed: '', isNegative: false, isUnsafe: false };

it('changes only what it made, and neither deletes nor pays', async () => {
  const { asked, target } = await careless(201);
  const { findings } = await verifyTarget(compiled, { ...options, target });
  expect(asked).toEqual(['POST /orders', 'GET /orders', 'GET /orders/new-1', 'PUT /orders/new-1']);
  expect(findings.map(({ ruleId, message }) => `${ruleId} ${message}`)).toEqual([
    'verify-not-run payOrder, POST: not run without --unsafe: it moves money',
    'verify-not-run deleteOrder, DELETE: not run without --unsafe: it deletes',
  ]);
});

it('changes nothing that was there before', async () => {
  const { asked, target } = await careless(500);
  const { findings } = await verifyTarget(compiled, { ...options, target });
  expect(asked).toEqual(['POST /orders', 'GET /orders', 'GET /orders/old-1']);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['verify-server-error', 'verify-not-run', 'verify-not-run', 'verify-not-run']);
});

const landscape = await compileText(`
openapi: 3.1.0
info: { title: Landscape, version: 1.0.0 }
paths:
  /orders:
    get: { operationId: listOrders, responses: { '200': { description: All. } } }
    post: { operationId: createOrder, responses: { '201': { description: Made. } } }
  /orders/{orderId}/cancel:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    post: { operationId: cancelOrder, responses: { '201': { description: Done. } } }
  /customers/{customerId}:
    parameters: [{ name: customerId, in: path, required: true, schema: { type: string } }]
    get: { operationId: getCustomer, responses: { '200': { description: One. } } }
    put: { operationId: replaceCustomer, responses: { '204': { description: Done. } } }
    patch: { operationId: changeCustomer, responses: { '204': { description: Done. } } }
  /customers/{customerId}/notes:
    parameters: [{ name: customerId, in: path, required: true, schema: { type: string } }]
    post: { operationId: addNote, responses: { '201': { description: Made. } } }
`);

/** What a target is sent that answers each request as told. */
async function sentTo(answers: Readonly<Record<string, readonly [number, unknown, string?]>>): Promise<readonly string[]> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    asked.push(`${request.method} ${request.url}`);
    const [status, value, location] = answers[asked.at(-1)!] ?? [204, undefined];
    response.writeHead(status, { 'content-type': 'application/json', ...(location !== undefined && { location }) });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await verifyTarget(landscape, { ...options, target: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  return asked.filter((line) => !line.startsWith('GET '));
}

it.each([
  ['by the parameter after its path', [201, { orderId: 'O-1', customerId: 'C-1' }], ['POST /orders', 'POST /orders/O-1/cancel']],
  ['by its id', [201, { customer: { id: 'C-1' }, id: 'O-1' }], ['POST /orders', 'POST /orders/O-1/cancel']],
  ['in the only object', [201, { data: { id: 'O-1', customerId: 'C-1' } }], ['POST /orders', 'POST /orders/O-1/cancel']],
  ['by its Location', [201, { customerId: 'C-1' }, '/base/orders/O-1?x=1'], ['POST /orders', 'POST /orders/O-1/cancel']],
  [
    'by a Location elsewhere',
    [201, {}, 'http://other.example/v1/customers/C-2'],
    ['POST /orders', 'PUT /customers/C-2', 'PATCH /customers/C-2', 'POST /customers/C-2/notes'],
  ],
  ['nowhere, among others', [201, { customer: { id: 'C-1' }, agent: { id: 'A-1' } }], ['POST /orders']],
  ['nowhere', [201, { customerId: 'C-1' }], ['POST /orders']],
  ['not at all', [200, { orderId: 'O-1', customerId: 'C-1' }], ['POST /orders']],
] as const)('takes for made only the resource itself, told %s', async (_, made, want) => {
  const all = [{ orderId: 'old-1', customerId: 'C-1' }];
  expect(await sentTo({ 'POST /orders': made, 'GET /orders': [200, all], 'GET /customers/C-1': [200, { customerId: 'C-1' }] })).toEqual(
    want,
  );
});

it('deletes and pays when it may, deleting last', async () => {
  const { asked, target } = await careless(201);
  expect((await verifyTarget(compiled, { ...options, target, isUnsafe: true })).findings).toEqual([]);
  expect(asked.slice(-2)).toEqual(['POST /orders/new-1/payments', 'DELETE /orders/new-1']);
});

it('finds out who takes what the contract refuses, and who asks for no credentials', async () => {
  const { target } = await careless(201);
  const { findings } = await verifyTarget(compiled, { ...options, target, isNegative: true });
  const taken = findings.filter(({ ruleId }) => ruleId === 'drift-request-taken').map(({ message }) => message);
  expect(taken).toContainEqual("createOrder, request body: the required property 'item' is missing; the target takes it all the same");
  expect(taken.some((message) => message.startsWith('replaceOrder'))).toBe(true);
  expect(findings.filter(({ ruleId }) => ruleId === 'verify-unauthenticated-taken').map(({ subject }) => subject)).toEqual([
    ['createOrder', 'POST'],
  ]);
});

it('finds out who forgets what was made', async () => {
  const { target } = await careless(201, 404);
  const { findings } = await verifyTarget(compiled, { ...options, target });
  expect(findings.map(({ ruleId }) => ruleId)).toContain('verify-not-stored');
});

it('says when nobody is there, once', async () => {
  const { findings, reached } = await verifyTarget(compiled, { ...options, target: 'http://127.0.0.1:1' });
  expect([reached, findings.map(({ ruleId }) => ruleId)]).toEqual([0, ['drift-target-failed']]);
});
