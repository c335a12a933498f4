import { describe, expect, test } from 'vitest';
import type { EventMessage } from '../../compiled-contract.ts';
import { compileDocument, summarise } from '../document-under-test.ts';

const DOCUMENT = `
asyncapi: 3.0.0
info: {title: Test, version: 1.0.0}
servers:
  eu: {host: '{zone}.eu.example:9093', pathname: /v1, protocol: kafka, variables: {zone: {enum: [a, b]}}, security: [{$ref: '#/components/securitySchemes/sasl'}]}
  us: {host: us.example:9093, protocol: kafka}
components:
  schemas:
    Key: {type: object, required: [id], properties: {id: {$ref: '#/components/schemas/Id'}}}
    Id: {type: string, pattern: '^[0-9]+$'}
  securitySchemes:
    sasl: {type: scramSha256}
    oauth: {type: oauth2, scopes: [send], flows: {clientCredentials: {tokenUrl: 'https://id.example', availableScopes: {send: s}}}}
channels:
  orders:
    address: orders.{region}
    servers: [{$ref: '#/servers/eu'}]
    messages:
      order:
        payload: {type: integer}
        bindings: {kafka: {key: {$ref: '#/components/schemas/Key'}}, amqp: {messageType: order}}
  bills:
    address: bills
    bindings: {kafka: {topic: bills-v1}, amqp: {exchange: {name: a, type: topic}}, ws: {query: {type: object, required: [tenant]}}}
    messages: {bill: {payload: {type: integer}}}
operations:
  onOrder: {action: receive, channel: {$ref: '#/channels/orders'}, security: [{$ref: '#/components/securitySchemes/oauth'}]}
  onBill: {action: receive, channel: {$ref: '#/channels/bills'}, bindings: {http: {method: POST}}}
`;

async function judge(id: string, message: Omit<EventMessage, 'payload'>): Promise<unknown> {
  const compiled = await compileDocument(DOCUMENT);
  const operation = compiled.operation(id);
  if (operation?.kind !== 'event') throw new Error('no operation');
  const verdict = compiled.permitsMessage(operation, { ...message, payload: { value: 1 } });
  return verdict.accepted ? verdict.message.name : summarise(verdict);
}

const token = { scheme: 'oauth', scopes: ['send'] };
const sasl = { scheme: 'sasl', scopes: [] };

describe('what stands around a message', () => {
  test.each<[string, string, Omit<EventMessage, 'payload'>, unknown]>([
    ['nothing known', 'onOrder', {}, 'order'],
    ['a key that fits', 'onOrder', { bindings: { kafka: { key: { id: '7' } } } }, 'order'],
    ['a key that does not, behind references', 'onOrder', { bindings: { kafka: { key: { id: 'x' } } } }, ['invalid-binding /kafka/key/id']],
    ['a key where none is declared', 'onBill', { bindings: { kafka: { key: 7 } } }, 'bill'],
    ['another type of message', 'onOrder', { bindings: { amqp: { messageType: 'bill' } } }, ['invalid-binding /amqp/messageType']],
    ['the declared topic', 'onBill', { bindings: { kafka: { topic: 'bills-v1' } } }, 'bill'],
    ['another topic', 'onBill', { bindings: { kafka: { topic: 'bills' } } }, ['invalid-binding /kafka/topic']],
    ['a topic is the address', 'onOrder', { bindings: { kafka: { topic: 'orders.eu' } } }, 'order'],
    ['a topic is not the address', 'onOrder', { bindings: { kafka: { topic: 'bills' } } }, ['invalid-binding /kafka/topic']],
    ['a part of a binding', 'onBill', { bindings: { amqp: { exchange: { name: 'a' } } } }, 'bill'],
    ['another exchange', 'onBill', { bindings: { amqp: { exchange: { name: 'b' } } } }, ['invalid-binding /amqp/exchange/name']],
    ['a binding of the operation', 'onBill', { bindings: { http: { method: 'PUT' } } }, ['invalid-binding /http/method']],
    ['a handshake without what it needs', 'onBill', { bindings: { ws: { query: {} } } }, ['invalid-binding /ws/query']],
    [
      'nothing that a protocol adds',
      'onBill',
      { bindings: { kafka: null, amqp: 7 } as unknown as NonNullable<EventMessage['bindings']> },
      'bill',
    ],
    ['on its server', 'onOrder', { server: 'KAFKA://b.eu.example:9093/v1/' }, 'order'],
    ['on a server whose variable has no such value', 'onOrder', { server: 'kafka://c.eu.example:9093/v1' }, ['unknown-path']],
    ['on a server that the channel is not on', 'onOrder', { server: 'kafka://us.example:9093' }, ['unknown-path']],
    ['a channel that lists no server is on all', 'onBill', { server: 'kafka://us.example:9093' }, 'bill'],
    ['credentials of operation and server', 'onOrder', { credentials: [token, sasl] }, 'order'],
    ['no credentials', 'onOrder', { credentials: [] }, ['unauthenticated', 'unauthenticated']],
    ['credentials of the operation alone', 'onOrder', { credentials: [token] }, ['unauthenticated']],
    ['a scope is missing', 'onOrder', { credentials: [sasl, { scheme: 'oauth', scopes: [] }] }, ['insufficient-scope']],
    ['one server asks for none', 'onBill', { credentials: [] }, 'bill'],
    ['the server that asks for some', 'onBill', { credentials: [], server: 'kafka://a.eu.example:9093/v1' }, ['unauthenticated']],
  ])('%s', async (_, id, message, want) => {
    expect(await judge(id, message)).toEqual(want);
  });
});

test('against a schema of a binding that is not read nothing is judged, with a finding', async () => {
  const compiled = await compileDocument(`
asyncapi: 2.6.0
info: {title: Test, version: 1.0.0}
channels: {a: {publish: {message: {payload: {}, bindings: {kafka: {key: {type: record, fields: []}}}}}}}
`);
  const [operation] = compiled.contract.operations;
  if (operation?.kind !== 'event') throw new Error('no operation');
  const message = { payload: { value: 1 }, bindings: { kafka: { key: 'anything' } } };
  expect(compiled.permitsMessage(operation, message).accepted).toBe(true);
  expect(compiled.compileAll()).toEqual([]);
  expect(compiled.contract.findings.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([
    ['not-checked', '/channels/a/publish/message/bindings/kafka/key'],
  ]);
});
