import { expect, it, onTestFinished } from 'vitest';
import { undeclaredUses } from '../../registry/compatibility/index.ts';
import { startMockServer } from '../server/start-mock-server.ts';
import { writeXml } from '../http/bodies/write-xml.ts';
import { compileText, contractOf } from '../testing/serve.ts';
import { UseRecorder } from './use-recorder.ts';

const compiled = await compileText(`
openapi: 3.0.3
info: { title: t, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      requestBody: { content: { application/xml: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses:
        '200':
          description: ok
          content:
            application/xml: { schema: { $ref: '#/components/schemas/Order' } }
            application/x-www-form-urlencoded: { schema: { type: object, properties: { state: { type: string, enum: [open, closed] }, total: { type: integer } } } }
components:
  schemas:
    Order:
      type: object
      xml: { name: order, prefix: o, namespace: 'urn:orders' }
      properties:
        id: { type: string, xml: { attribute: true } }
        state: { type: string, enum: [open, closed] }
        total: { type: integer, xml: { name: sum } }
        paid: { type: boolean }
        notes: { type: array, items: { type: string } }
        lines:
          type: array
          xml: { wrapped: true }
          items: { type: object, xml: { name: line }, properties: { sku: { type: string } } }
        payer: { type: object, properties: { tin: { type: string } } }
`);
const schema = [...compiled.contract.schemas.values()].find(({ name }) => name === 'Order')!.schema;

it('sees fields of XML and of forms, and keeps no value of them', () => {
  const recorder = new UseRecorder();
  const xml = (value: object) => ({ bytes: Buffer.from(writeXml(compiled.contract, schema, value)) });
  const exchange = {
    method: 'POST',
    url: '/orders',
    requestHeaders: { 'content-type': 'application/xml' },
    requestBody: xml({ lines: [{ sku: 'SECRET' }] }),
    status: 200,
  };
  recorder.note('orders', compiled, 'portal', {
    ...exchange,
    responseHeaders: { 'content-type': 'application/xml' },
    responseBody: xml({ id: 'SECRET', payer: { tin: 'SECRET' }, state: 'open' }),
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  recorder.note('orders', compiled, 'portal', {
    ...exchange,
    responseHeaders: form,
    responseBody: { bytes: Buffer.from('state=closed&total=3') },
  });
  const seen = recorder.consumersSeen();
  expect(seen[0]?.uses[0]?.operations).toEqual([
    {
      operation: 'place',
      sends: ['/lines/*/sku'],
      reads: ['/id', '/payer/tin', '/state', '/total'],
      statuses: [200],
      mediaTypes: ['application/x-www-form-urlencoded', 'application/xml'],
      values: { '/state': ['closed', 'open'] },
    },
  ]);
  expect(JSON.stringify(seen)).not.toContain('SECRET');
});

const events = `
asyncapi: 3.0.0
info: { title: Order events, version: 1.0.0 }
channels:
  placed:
    address: orders.{region}.placed
    parameters: { region: { description: where } }
    messages:
      placed:
        headers: { type: object, properties: { tenant: { type: string, enum: [a, b] }, trace: { type: string } } }
        payload: { type: object, properties: { orderId: { type: string }, state: { type: string, enum: [open, closed] } } }
  wanted:
    address: orders.wanted
    messages: { wanted: { payload: { type: object, properties: { sku: { type: string } } } } }
operations:
  sendPlaced: { action: send, channel: { $ref: '#/channels/placed' } }
  takeWanted: { action: receive, channel: { $ref: '#/channels/wanted' } }
`;
const orders = `
openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    post:
      operationId: place
      requestBody: { content: { application/json: { schema: { type: object, properties: { callbackUrl: { type: string } } } } } }
      responses: { '204': { description: placed } }
      callbacks:
        placed:
          '{$request.body#/callbackUrl}':
            post:
              operationId: tellPlaced
              requestBody: { content: { application/json: { schema: { type: object, required: [orderId], properties: { orderId: { type: string }, note: { type: string } } } } } }
              responses: { '204': { description: heard } }
`;

it('sees what is published and delivered, by lists and by streams, and callbacks; the gate takes it', async () => {
  const recorder = new UseRecorder();
  const contracts = [await contractOf('order-events', events), await contractOf('orders', orders)];
  const server = await startMockServer({ contracts, recorder });
  onTestFinished(() => server.close());
  const url = server.urlOf('order-events');
  const publish = (address: string, body: object, consumer: string) =>
    fetch(`${url}/${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'interlock-consumer': consumer, 'x-message-tenant': 'a' },
      body: JSON.stringify(body),
    });
  const stream = await fetch(`${url}/orders.east.placed`, { headers: { accept: 'text/event-stream', 'interlock-consumer': 'streaming' } });
  const reader = stream.body!.getReader();
  expect((await publish('orders.east.placed', { orderId: 'SECRET', state: 'open' }, 'the-application-itself')).status).toBe(202);
  expect((await publish('orders.wanted', { sku: 'SECRET' }, 'wanting')).status).toBe(202);
  for (let text = ''; !text.includes('SECRET');) text += Buffer.from((await reader.read()).value!).toString();
  await reader.cancel();
  await (await fetch(`${url}/orders.east.placed`, { headers: { 'interlock-consumer': 'listing' } })).arrayBuffer();
  await fetch(`${server.urlOf('orders')}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'interlock-consumer': 'called' },
    body: JSON.stringify({ callbackUrl: 'http://127.0.0.1:9/hook' }),
  });

  const consumers = recorder.consumersSeen();
  expect(consumers.map(({ id, uses }) => [id, uses[0]?.operations])).toEqual([
    [
      'called',
      [
        { operation: 'place', sends: ['/callbackUrl'], reads: [], statuses: [204], mediaTypes: ['application/json'] },
        { operation: 'tellPlaced', sends: [], reads: ['/note', '/orderId'], mediaTypes: ['application/json'] },
      ],
    ],
    ...['listing', 'streaming'].map((id) => [
      id,
      [
        {
          operation: 'sendPlaced',
          sends: [],
          reads: ['/orderId', '/state', 'header:tenant', 'path:region'],
          mediaTypes: ['application/json'],
          messages: ['placed'],
          values: { '/state': ['open'], 'header:tenant': ['a'] },
        },
      ],
    ]),
    ['wanting', [{ operation: 'takeWanted', sends: ['/sku'], reads: [], mediaTypes: ['application/json'], messages: ['wanted'] }]],
  ]);
  expect(JSON.stringify(consumers)).not.toContain('SECRET');
  for (const { uses } of consumers) {
    for (const { contract, operations = [] } of uses) {
      const { compiled: judged } = contracts.find(({ id }) => id === contract)!;
      for (const use of operations) {
        expect(undeclaredUses(judged.contract, { ...use, statuses: (use.statuses ?? []).map(String) })).toEqual([]);
      }
    }
  }
});
