import { describe, expect, test } from 'vitest';
import type { Contract, EventOperation } from './contract.ts';
import { contractOf, contractWith, slotSchema, writtenOut } from './testing/contract-of.ts';

describe('OpenAPI 3.0 and 3.1 that mean the same are the same', () => {
  test.each<readonly [string, unknown, unknown]>([
    ['nullable and a type array', { type: 'string', nullable: true }, { type: ['null', 'string'] }],
    ['exclusive limits', { minimum: 0, exclusiveMinimum: true }, { exclusiveMinimum: 0 }],
    ['examples', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    ['a reference and the same in place', { $ref: '#/components/schemas/A' }, { properties: { a: { type: ['string', 'null'] } } }],
    ['an empty required', { type: 'object', required: [] }, { type: 'object' }],
    [
      'what stands beside a reference',
      { $ref: '#/components/schemas/A', description: 'ignored', maxLength: 1 },
      { $ref: '#/components/schemas/B' },
    ],
  ])('%s', async (_, given30, given31) => {
    const old = await contractWith('3.0.3', given30, { A: { properties: { a: { type: 'string', nullable: true } } } });
    const current = await contractWith('3.1.0', given31, { B: { properties: { a: { type: ['string', 'null'] } } } });
    expect(writtenOut(old, slotSchema(old))).toEqual(writtenOut(current, slotSchema(current)));
  });
});

const payload = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, next: { $ref: '#/components/schemas/Claim' } } };
const securitySchemes = { oauth: { type: 'oauth2', flows: {} } };
const message = {
  name: 'claim.paid',
  contentType: 'application/json',
  payload: { $ref: '#/components/schemas/Claim' },
  headers: { type: 'object' },
  correlationId: { location: '$message.header#/id' },
};

const version2 = {
  asyncapi: '2.6.0',
  info: { title: 'Claims', version: '1' },
  servers: { test: { url: 'events.example:9093/claims', protocol: 'kafka' } },
  channels: {
    'claims/{kind}': {
      servers: ['test'],
      parameters: { kind: { schema: { type: 'string', enum: ['a'] }, location: '$message.payload#/kind' } },
      subscribe: {
        operationId: 'sendClaim',
        summary: 'A claim was paid',
        tags: [{ name: 'claims' }],
        security: [{ oauth: ['read'] }],
        message: { $ref: '#/components/messages/paid' },
      },
    },
  },
  components: { messages: { paid: message }, schemas: { Claim: payload }, securitySchemes },
};

const version3 = {
  asyncapi: '3.0.0',
  info: { title: 'Claims', version: '1' },
  servers: { test: { host: 'events.example:9093', pathname: '/claims', protocol: 'kafka' } },
  channels: {
    claims: {
      address: 'claims/{kind}',
      servers: [{ $ref: '#/servers/test' }],
      parameters: { kind: { enum: ['a'], location: '$message.payload#/kind' } },
      messages: { paid: { $ref: '#/components/messages/paid' } },
    },
  },
  operations: {
    sendClaim: {
      action: 'send',
      channel: { $ref: '#/channels/claims' },
      summary: 'A claim was paid',
      tags: [{ name: 'claims' }],
      security: [{ $ref: '#/components/securitySchemes/oauth' }],
      messages: [{ $ref: '#/channels/claims/messages/paid' }],
    },
  },
  components: {
    messages: { paid: message },
    schemas: { Claim: payload },
    securitySchemes: { oauth: { ...securitySchemes.oauth, scopes: ['read'] } },
  },
};

test('AsyncAPI 2 and 3 that mean the same are the same', async () => {
  const [old, current] = await Promise.all([contractOf(version2), contractOf(version3)]);
  expect(comparable(old)).toEqual(comparable(current));
  expect(old.findings).toEqual([]);
  expect(current.findings).toEqual([]);
});

/** A contract without locations, names that only the document uses and the form of the security schemes. */
function comparable(contract: Contract): unknown {
  const operations = contract.operations.map((operation) => ({
    ...operation,
    channel: { ...(operation as EventOperation).channel, name: '' },
  }));
  const { servers, schemas, title, version } = contract;
  return JSON.parse(
    JSON.stringify({ servers, operations, schemas: [...schemas], title, version }, (key, value: unknown) =>
      key === 'location' ? undefined : value,
    ),
  );
}

test('reading twice gives the same', async () => {
  const [first, second] = await Promise.all([contractOf(version3), contractOf(version3)]);
  expect(JSON.stringify([...first.schemas])).toBe(JSON.stringify([...second.schemas]));
  expect(JSON.stringify(first.operations)).toBe(JSON.stringify(second.operations));
});
