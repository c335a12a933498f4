import { describe, expect, test } from 'vitest';
import type { Contract, EventOperation } from '../contract.ts';
import { contractOf } from '../testing/contract-of.ts';

const info = { title: 'Claims', version: '1' };
const events = (contract: Contract) => contract.operations as readonly EventOperation[];
const rules = (contract: Contract) => contract.findings.map(({ ruleId }) => ruleId);
const version2 = (channels: unknown, others: object = {}) => contractOf({ asyncapi: '2.6.0', info, channels, ...others });
const version3 = (parts: object) => contractOf({ asyncapi: '3.0.0', info, ...parts });

describe('AsyncAPI 2', () => {
  test('what others publish is received, what they subscribe to is sent', async () => {
    const contract = await version2({
      'orders/{id}': {
        parameters: { id: { schema: { type: 'string' } } },
        publish: { operationId: 'in' },
        subscribe: { operationId: 'out' },
      },
    });
    expect(events(contract).map(({ key, operationId, action }) => [key, operationId, action])).toEqual([
      ['receive orders/{}', 'in', 'receive'],
      ['send orders/{}', 'out', 'send'],
    ]);
    expect(rules(contract)).toEqual([]);
  });

  test('several messages, their names and directions', async () => {
    const messages = { Paid: { payload: { type: 'string' } }, Denied: { name: 'claim.denied', payload: { type: 'integer' } } };
    const oneOf = [{ $ref: '#/components/messages/Paid' }, { $ref: '#/components/messages/Denied' }, { messageId: 'third' }];
    const contract = await version2({ a: { publish: { message: { oneOf } } } }, { components: { messages } });
    expect(events(contract)[0]!.messages.map(({ name, payload }) => [name, payload?.direction])).toEqual([
      ['Paid', 'input'],
      ['claim.denied', 'input'],
      ['third', undefined],
    ]);
  });

  test('traits are merged into the target, the last wins', async () => {
    const traits = [
      { summary: 'first', bindings: { kafka: { a: 1 } } },
      { summary: 'last', bindings: { kafka: { b: 2 } } },
    ];
    const [operation] = events(await version2({ a: { publish: { summary: 'own', bindings: { kafka: { c: 3 } }, traits } } }));
    expect(operation).toMatchObject({ summary: 'last', bindings: { kafka: { a: 1, b: 2, c: 3 } } });
  });

  test('a headers trait is merged with the headers', async () => {
    const message = {
      headers: { type: 'object', properties: { a: { type: 'string' } } },
      traits: [{ headers: { properties: { b: { type: 'integer' } } } }],
    };
    const [operation] = events(await version2({ a: { publish: { message } } }));
    expect(operation!.messages[0]!.headers?.schema).toEqual({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
    });
  });

  test('security of operations and servers', async () => {
    const servers = {
      test: { url: 'events.example:9093', protocol: 'kafka-secure', security: [{ oauth: ['a'] }] },
      other: { url: 'mqtt://{host}', protocol: 'mqtt', variables: { host: { default: 'x', enum: ['x'] } } },
    };
    const contract = await version2(
      { a: { publish: { security: [{ oauth: ['b'] }] } } },
      { servers, components: { securitySchemes: { oauth: { type: 'oauth2' } } } },
    );
    expect(contract.servers.map(({ name, url, security, variables }) => [name, url, security, variables])).toEqual([
      ['test', 'kafka-secure://events.example:9093', [[{ scheme: 'oauth', scopes: ['a'] }]], {}],
      ['other', 'mqtt://{host}', [], { host: { default: 'x', enum: ['x'] } }],
    ]);
    expect(events(contract)[0]!.security).toEqual([[{ scheme: 'oauth', scopes: ['b'] }]]);
  });

  test.each([
    ['application/vnd.oai.openapi;version=3.0.3', { type: ['string', 'null'] }, []],
    ['application/schema+json;version=draft-07', { type: 'string', nullable: true }, []],
    ['application/vnd.aai.asyncapi+yaml;version=2.6.0', { type: 'string', nullable: true }, []],
    ['application/vnd.apache.avro;version=1.9.0', undefined, ['not-checked']],
  ])('the schema format %s', async (schemaFormat, want, findings) => {
    const contract = await version2({ a: { publish: { message: { schemaFormat, payload: { type: 'string', nullable: true } } } } });
    expect(events(contract)[0]!.messages[0]!.payload?.schema).toEqual(want);
    expect(rules(contract)).toEqual(findings);
  });

  test('content types', async () => {
    const channels = { a: { publish: { message: { oneOf: [{ contentType: 'text/plain' }, {}] } } } };
    const types = async (others: object) => events(await version2(channels, others))[0]!.messages.map(({ contentType }) => contentType);
    expect(await types({ defaultContentType: 'application/cbor' })).toEqual(['text/plain', 'application/cbor']);
    expect(await types({})).toEqual(['text/plain', 'application/json']);
  });
});

describe('AsyncAPI 3', () => {
  const channels = {
    claims: {
      address: 'claims/{kind}',
      parameters: { kind: { enum: ['a', 'b'], location: '$message.payload#/kind' } },
      messages: { paid: { payload: { type: 'string' } }, denied: { $ref: '#/components/messages/Denied' } },
    },
    replies: { address: null, messages: { reply: { payload: { type: 'integer' } } } },
  };
  const components = { messages: { Denied: { name: 'claim.denied' } } };
  const channel = { $ref: '#/channels/claims' };

  test('an operation has the messages that it refers to, else all of its channel', async () => {
    const operations = {
      one: { action: 'send', channel, messages: [{ $ref: '#/channels/claims/messages/paid' }] },
      all: { action: 'receive', channel },
    };
    const contract = await version3({ channels, components, operations });
    expect(events(contract).map(({ key, messages }) => [key, messages.map(({ name }) => name)])).toEqual([
      ['send claims/{}', ['paid']],
      ['receive claims/{}', ['paid', 'claim.denied']],
    ]);
    expect(events(contract)[0]!.channel.parameters).toMatchObject([
      { name: 'kind', schema: { type: 'string', enum: ['a', 'b'] }, source: '$message.payload#/kind' },
    ]);
  });

  test('a reply flows the other way', async () => {
    const reply = { address: { location: '$message.header#/replyTo' }, channel: { $ref: '#/channels/replies' } };
    const [operation] = events(await version3({ channels, components, operations: { ask: { action: 'send', channel, reply } } }));
    expect(operation!.reply).toMatchObject({
      address: '$message.header#/replyTo',
      channel: { address: null, name: 'replies' },
      messages: [{ name: 'reply', payload: { direction: 'input', schema: { type: 'integer' } } }],
    });
  });

  test('traits never override what is declared', async () => {
    const traits = [{ summary: 'first', title: 'first' }, { title: 'last' }];
    const operation = { action: 'send', channel, summary: 'own', traits };
    expect(events(await version3({ channels, components, operations: { a: operation } }))[0]).toMatchObject({ summary: 'own' });
    const messages = { m: { title: undefined, traits, name: 'own' } };
    const [read] = events(
      await version3({
        channels: { c: { address: 'c', messages } },
        operations: { a: { action: 'send', channel: { $ref: '#/channels/c' } } },
      }),
    );
    expect(read!.messages[0]).toMatchObject({ name: 'own', title: 'last' });
  });

  test('a payload may be in a format of its own, also behind a reference', async () => {
    const schemas = {
      Multi: { schemaFormat: 'application/vnd.oai.openapi;version=3.0.0', schema: { type: 'string', nullable: true } },
      Avro: { schemaFormat: 'application/vnd.apache.avro', schema: {} },
    };
    const messages = { a: { payload: { $ref: '#/components/schemas/Multi' } }, b: { payload: { $ref: '#/components/schemas/Avro' } } };
    const contract = await version3({
      channels: { c: { address: 'c', messages } },
      components: { schemas },
      operations: { a: { action: 'send', channel: { $ref: '#/channels/c' } } },
    });
    expect(events(contract)[0]!.messages.map(({ payload }) => payload?.schema)).toEqual([{ type: ['string', 'null'] }, undefined]);
    expect(rules(contract)).toEqual(['not-checked']);
  });

  test('security names schemes, with their scopes', async () => {
    const securitySchemes = { oauth: { type: 'oauth2', scopes: ['a'] } };
    const operations = { a: { action: 'send', channel, security: [{ $ref: '#/components/securitySchemes/oauth' }, { type: 'X509' }] } };
    const contract = await version3({ channels, components: { ...components, securitySchemes }, operations });
    expect(events(contract)[0]!.security).toEqual([
      [{ scheme: 'oauth', scopes: ['a'] }],
      [{ scheme: '/operations/a/security/1', scopes: [] }],
    ]);
    expect([...contract.securitySchemes.values()].map(({ type }) => type)).toEqual(['oauth2', 'X509']);
  });

  test('operations with one action on one channel are told apart by their messages', async () => {
    const operation = (name: string) => ({ action: 'send', channel, messages: [{ $ref: `#/channels/claims/messages/${name}` }] });
    const contract = await version3({ channels, components, operations: { a: operation('paid'), b: operation('denied') } });
    expect(events(contract).map(({ key }) => key)).toEqual(['send claims/{} [paid]', 'send claims/{} [claim.denied]']);
  });

  test('a message of another channel is a finding', async () => {
    const operations = { a: { action: 'send', channel, messages: [{ $ref: '#/channels/replies/messages/reply' }] } };
    expect(rules(await version3({ channels, components, operations }))).toEqual(['message-not-of-channel']);
  });
});
