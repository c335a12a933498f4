import { expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../../server/start-mock-server.ts';
import { NO_LOG } from '../../server/mock-log.ts';
import { contractOf } from '../../testing/serve.ts';

const json = (schema: string) => `{ description: it, content: { application/json: { schema: ${schema} } } }`;
const body = '{ required: true, content: { application/json: { schema: { type: object } } } }';
const id = (name: string) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`;
const order = "{ $ref: '#/components/schemas/Order' }";
const payment = "{ $ref: '#/components/schemas/Payment' }";
const documentWith = (total: string) => `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: createOrder, requestBody: ${body}, responses: { '201': ${json(order)} } }
    get: { operationId: listOrders, responses: { '200': ${json(`{ type: array, items: ${order} }`)} } }
  /orders/{orderId}:
    parameters: [${id('orderId')}]
    get: { operationId: getOrder, responses: { '200': ${json(order)} } }
    patch: { operationId: patchOrder, requestBody: ${body}, responses: { '200': ${json(order)} } }
  /orders/{orderId}/payments:
    parameters: [${id('orderId')}]
    post: { operationId: pay, requestBody: ${body}, responses: { '201': ${json(payment)} } }
  /orders/{orderId}/payments/{paymentId}:
    parameters: [${id('orderId')}, ${id('paymentId')}]
    get: { operationId: getPayment, responses: { '200': ${json(payment)} } }
components:
  schemas:
    Order:
      type: object
      properties:
        orderId: { type: string }
        lines: { type: array, items: { type: object, properties: { quantity: { type: integer }, price: { type: object }, amount: { type: object } } } }
        deposit: { type: object }
        total: ${total}
        open: ${total}
    Payment: { type: object, properties: { paymentId: { type: string }, paid: ${total} } }
`;
const money = (currency: string, amount = "{ type: string, pattern: '^-?[0-9]+[.][0-9]{2}$' }") =>
  `{ type: object, required: [amount, currency], properties: { amount: ${amount}, currency: ${currency} } }`;

const mock = `state: strict
computed:
  /orders/{orderId}:
    /lines/*/amount: { product: [./quantity, ./price] }
    /total: { sum: '/lines/*/amount' }
    /open: { difference: [/total, { sum: { children: payments, at: /paid } }] }
`;

async function start(total: string, behaviour = mock) {
  const warned: string[] = [];
  const log = { ...NO_LOG, warn: (line: string) => void warned.push(line) };
  const server = await startMockServer({ contracts: [await contractOf('shop', documentWith(total), behaviour)], log });
  onTestFinished(() => server.close());
  const call = async (method: string, path: string, sent?: unknown) => {
    const init = sent === undefined ? {} : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${server.url}${path}`, { method, ...init });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
  };
  return { call, warned };
}

const usd = (amount: string) => ({ amount, currency: 'USD' });

const zeros: readonly [string, string, object, unknown][] = [
  ['money in the currency that is the only one', money('{ const: USD }'), {}, usd('0.00')],
  ['money in the currency that is usual', money('{ type: string, default: EUR }'), {}, { amount: '0.00', currency: 'EUR' }],
  ['money in the first currency that is listed', money('{ enum: [CHF, EUR] }'), {}, { amount: '0.00', currency: 'CHF' }],
  [
    'money in a currency of the resource',
    money('{ type: string }'),
    { deposit: { amount: '5', currency: 'JPY' } },
    { amount: '0.00', currency: 'JPY' },
  ],
  ['money whose amount is a number', money('{ const: USD }', '{ type: number }'), {}, { amount: 0, currency: 'USD' }],
  ['no money where nothing says the currency', money('{ type: string }'), {}, undefined],
  ['a decimal text as the pattern has it', "{ type: string, pattern: '^[0-9]+[.][0-9]{4}$' }", {}, '0.0000'],
  ['a decimal text like the example', "{ type: string, examples: ['12.5'] }", {}, '0.0'],
  ['a decimal text of two places', '{ type: string }', {}, '0.00'],
  ['a number', '{ type: number }', {}, 0],
  ['money that may be null', `{ oneOf: [{ type: 'null' }, ${money('{ const: USD }')}] }`, {}, usd('0.00')],
];
it.each(zeros)('a sum over nothing is %s', async (_, schema, sent, total) => {
  const { call, warned } = await start(schema);
  const made = await call('POST', '/shop/orders', { orderId: 'A', lines: [], ...sent });
  expect(made).toMatchObject({ status: 201 });
  expect([made.body['total'], made.body['open']]).toEqual([total, total]);
  expect(warned).toEqual([]);
});

it('a computed value that does not fit is the fault of the behaviour file, and told once', async () => {
  const wrong = mock.replace("{ sum: '/lines/*/amount' }", "{ count: '/lines/*' }");
  const { call, warned } = await start(`{ type: boolean }`, wrong);
  for (const orderId of ['A', 'B']) {
    expect(await call('POST', '/shop/orders', { orderId, lines: [{}] })).toMatchObject({
      status: 500,
      body: { code: 'COMPUTED_INVALID', detail: expect.stringMatching(/^mock\.yaml:5:\d+: .*'\/total'.* expected boolean/) as string },
    });
  }
  expect(warned).toEqual([expect.stringMatching(/^shop: mock\.yaml:5:/)]);
  expect((await call('GET', '/shop/orders/A')).status).toBe(404);
});

const seed = `seed:
  /orders: [{ orderId: A, lines: [{ quantity: 2, price: { amount: '0.10', currency: USD } }] }]
  /orders/A/payments: [{ paymentId: P, paid: { amount: '0.05', currency: USD } }]
rules:
  pay:
    - { require: { atMost: [/paid, { parent: /open }] }, status: 409, code: TOO_MUCH }
`;

it('seeded resources have their computed fields, from what is seeded below them too', async () => {
  const { call } = await start(money('{ const: USD }'), mock + seed);
  const order = { total: usd('0.20'), open: usd('0.15'), lines: [{ amount: usd('0.20') }] };
  expect(await call('GET', '/shop/orders/A')).toMatchObject({ status: 200, body: order });
  expect((await call('POST', '/shop/orders/A/payments', { paid: usd('0.16') })).status).toBe(409);
  expect((await call('POST', '/shop/orders/A/payments', { paid: usd('0.15') })).status).toBe(201);
  await call('POST', '/__interlock/reset');
  expect(await call('GET', '/shop/orders/A')).toMatchObject({ body: order });
});

it('what is planted later is computed, and what lies above it', async () => {
  const { call } = await start(money('{ const: USD }'), mock + seed);
  const lines = [{ quantity: 3, price: usd('1.00') }];
  const planted = { shop: { '/orders': [{ orderId: 'B', lines }], '/orders/A/payments': [{ paymentId: 'Q', paid: usd('0.10') }] } };
  expect((await call('POST', '/__interlock/seed', planted)).status).toBe(204);
  expect(await call('GET', '/shop/orders/B')).toMatchObject({ body: { total: usd('3.00'), open: usd('3.00') } });
  expect(await call('GET', '/shop/orders/A')).toMatchObject({ body: { total: usd('0.20'), open: usd('0.05') } });
});

it('a seeded resource whose computed field does not fit is refused at the computed field', async () => {
  const contract = await contractOf(
    'shop',
    documentWith('{ type: boolean }'),
    mock.replace("'/lines/*/amount'", "'/lines/*/quantity'") + seed.replace(/ {2}\/orders\/A.*\n/, ''),
  );
  await expect(startMockServer({ contracts: [contract] })).rejects.toMatchObject({
    code: 'WORKSPACE_INVALID',
    detail: expect.stringMatching(/'\/total'.*expected boolean/) as string,
    place: { file: 'mock.yaml', line: 5 },
  });
});
