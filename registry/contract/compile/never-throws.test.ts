import { describe, expect, test } from 'vitest';
import type { CompiledContract, HttpRequest } from '../compiled-contract.ts';
import { compileDocument, compileOpenApi } from './document-under-test.ts';

const SEED = 20_240_229;
const ROUNDS = 3000;

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const pick = <T>(random: Random, options: readonly T[]): T => options[Math.floor(random() * options.length)] as T;

const FRAGMENTS = [
  '/',
  'things',
  '{id}',
  '%',
  '%zz',
  '%00',
  '%E2%82%AC',
  '..',
  ';id=1',
  '.1',
  ',',
  '=',
  '&',
  '?',
  '#',
  '[',
  ']',
  'a[b]',
  '+',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  '5',
  '-1e999',
  'null',
  '"',
  'http://',
  '://x',
];
const KEYS = ['id', 'name', 'kind', 'children', '__proto__', 'constructor', 'valueOf', 'toString', 'hasOwnProperty', '', 'a/b~c', '\ud800'];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'text/plain; charset=utf-16',
  'text/plain; charset=nonsense',
  'application/xml',
  'a/b/c',
  '',
  ';',
  'application/json; charset="',
  '*/*',
];

function randomText(random: Random, longest = 12): string {
  return Array.from({ length: Math.floor(random() * longest) }, () => pick(random, FRAGMENTS)).join('');
}

function randomValue(random: Random, depth = 0): unknown {
  const kind = Math.floor(random() * (depth > 4 ? 6 : 9));
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return pick(random, [0, -0, 1, 1.5, 1e308, -1e-308, Number.NaN, Infinity, 2 ** 53]);
  if (kind < 6) return randomText(random, 4);
  if (kind === 6) return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth + 1));
  const members: Record<string, unknown> = {};
  for (let count = Math.floor(random() * 5); count > 0; count--) {
    Object.defineProperty(members, pick(random, KEYS), {
      value: randomValue(random, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return members;
}

function randomBytes(random: Random): Uint8Array {
  const text = JSON.stringify(randomValue(random)) ?? '';
  const multipart = `--b\r\nContent-Disposition: form-data; name="${pick(random, KEYS)}"\r\n\r\n${text}\r\n--b--`;
  const bytes = new TextEncoder().encode(
    pick(random, [text, multipart, randomText(random), text.slice(0, Math.floor(random() * text.length))]),
  );
  for (let flips = Math.floor(random() * 3); flips > 0 && bytes.length > 0; flips--)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

function randomRequest(random: Random): HttpRequest {
  const names = ['content-type', 'Cookie', 'X-Number', 'accept', '__proto__'];
  const headers = Object.fromEntries(
    names
      .filter(() => random() < 0.6)
      .map((name) => [name, random() < 0.8 ? randomText(random, 5) : [randomText(random, 3), randomText(random, 3)]]),
  );
  if (random() < 0.8) headers['Content-Type'] = pick(random, TYPES);
  const path = pick(random, [
    '/things',
    '/things/5',
    `/things/${randomText(random, 4)}`,
    randomText(random),
    `https://api.example.com/v1/things/${randomText(random, 3)}`,
  ]);
  return {
    method: pick(random, ['GET', 'POST', 'PUT', 'get', '', '__proto__', 'constructor']),
    url: random() < 0.5 ? path : `${path}?${randomText(random, 10)}`,
    headers,
    ...(random() < 0.7 ? { body: random() < 0.5 ? randomBytes(random) : { value: randomValue(random) } } : {}),
    ...(random() < 0.3 ? { credentials: [{ scheme: randomText(random, 2), scopes: [randomText(random, 2)] }] } : {}),
  };
}

const node = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
    kind: {
      oneOf: [
        { const: 'a' },
        { type: 'array', uniqueItems: true, items: { $ref: '#/components/schemas/Node' } },
        { const: { valueOf: 1 } },
      ],
    },
    children: { type: 'array', items: { $ref: '#/components/schemas/Node' }, contains: { required: ['kind'] } },
  },
  propertyNames: { not: { const: 'x' } },
  unevaluatedProperties: false,
};

function compile(): Promise<CompiledContract> {
  const schema = { $ref: '#/components/schemas/Node' };
  const content = Object.fromEntries(
    ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain', 'application/xml'].map((type) => [
      type,
      { schema },
    ]),
  );
  const parameters = [
    { name: 'id', in: 'path', required: true, schema: { oneOf: [{ type: 'integer' }, { type: 'array', items: { type: 'boolean' } }] } },
    { name: 'a', in: 'query', style: 'deepObject', explode: true, schema },
    { name: 'b', in: 'query', style: 'pipeDelimited', explode: false, schema: { type: 'array', items: { type: ['integer', 'null'] } } },
    { name: 'c', in: 'query', schema: { type: 'object', additionalProperties: { type: 'integer' } } },
    { name: 'd', in: 'query', content: { 'application/json': { schema } } },
    { name: 'X-Number', in: 'header', schema: { type: 'number', multipleOf: 0.01 } },
    { name: 'session', in: 'cookie', schema: { type: 'string', format: 'uuid' } },
  ];
  const responses = { 200: { description: 'ok', content, headers: { 'X-Number': { schema: { type: 'integer' } } } } };
  return compileOpenApi({
    servers: [{ url: 'https://api.example.com/v1' }],
    components: { schemas: { Node: node }, securitySchemes: { o: { type: 'oauth2', flows: {} } } },
    paths: {
      '/things': {
        post: { operationId: 'post', requestBody: { content }, responses, security: [{ o: ['x'] }] },
        get: { parameters: parameters.slice(1), responses },
      },
      '/things/{id}': {
        put: { operationId: 'put', parameters, requestBody: { required: true, content }, responses },
        get: { parameters, responses },
      },
    },
  });
}

/** Everything that a verdict says, getters read. */
const told = (verdict: unknown) =>
  JSON.stringify(verdict, (key, value: unknown) => (key === 'operation' || key === 'response' || key === 'message' ? undefined : value));

describe(`random input, seed ${SEED}`, () => {
  test('requests and responses get a verdict, the same from two compilations, in any order', async () => {
    const [one, other] = [await compile(), await compile()];
    const random = randomNumbers(SEED);
    const requests = Array.from({ length: ROUNDS }, () => randomRequest(random));
    const verdicts = requests.map((request) => one.acceptsRequest(request));
    const again = requests
      .toReversed()
      .map((request) => other.acceptsRequest(request))
      .toReversed();
    expect(again.map(told)).toEqual(verdicts.map(told));
    expect(verdicts.filter((verdict) => verdict.accepted).length).toBeGreaterThan(ROUNDS / 100);
    const violations = verdicts.map((verdict) => (verdict.accepted ? undefined : verdict.violations));
    expect(violations.every((some) => some === undefined || some.length > 0)).toBe(true);
    expect(violations.flat().filter((violation) => violation?.message.includes('cannot be judged'))).toEqual([]);
    const operation = one.operation('put');
    if (operation?.kind !== 'http') throw new Error('no operation');
    for (const { headers, body } of requests) {
      const response = {
        status: pick(random, [200, 204, 404, 500, 0, Number.NaN, 1e9]),
        ...(headers && { headers }),
        ...(body && { body }),
      };
      expect(told(one.permitsResponse(operation, response))).toBe(told(other.permitsResponse(operation, response)));
    }
  });

  test('messages get a verdict, the same from two compilations', async () => {
    const document = `
asyncapi: 2.6.0
info: {title: Test, version: 1.0.0}
channels:
  things/{id}:
    parameters: {id: {schema: {type: integer}}}
    publish:
      operationId: things
      message:
        oneOf:
          - {name: a, headers: {type: object, properties: {id: {type: integer}}}, payload: {type: object, required: [id], additionalProperties: false, properties: {id: {}, kind: {const: a}}}}
          - {name: b, contentType: text/plain, payload: {type: string, maxLength: 5}}
`;
    const [one, other] = [await compileDocument(document), await compileDocument(document)];
    const random = randomNumbers(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const message = {
        payload: random() < 0.5 ? randomBytes(random) : { value: randomValue(random) },
        ...(random() < 0.5 ? { contentType: pick(random, TYPES) } : {}),
        ...(random() < 0.5 ? { address: `things/${randomText(random, 2)}` } : {}),
        ...(random() < 0.5 ? { headers: randomValue(random) as Record<string, unknown> } : {}),
      };
      const verdicts = [one, other].map((compiled) => {
        const operation = compiled.operation('things');
        if (operation?.kind !== 'event') throw new Error('no operation');
        return told(compiled.permitsMessage(operation, message));
      });
      expect(verdicts[1]).toBe(verdicts[0]);
    }
  });
});
