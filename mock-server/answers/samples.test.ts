import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../registry/contract/index.ts';
import type { HttpOperation, Schema } from '../../registry/contract/index.ts';
import { compileText } from '../testing/serve.ts';
import { chooseMediaType } from './choose-media-type.ts';
import { samplePattern } from './sample-pattern.ts';
import { sampleValue } from './sample-value.ts';
import { seededRandom } from './seeded-random.ts';

describe('samplePattern', () => {
  it.each([
    String.raw`^\d{10}$`,
    String.raw`^-?(0|[1-9]\d{0,14})\.\d{2}$`,
    '^[A-Z]{3}$',
    String.raw`^[\x21-\x7e]+$`,
    String.raw`^\d{4}-(0[1-9]|1[0-2])$`,
    '^[^a-z]{2,4}[-_.]?(?:x|yy)*z$',
    String.raw`^(?<year>\d{4})\/\w+\s$`,
    '',
    'a|b|c',
    String.raw`^\{[a-f0-9]{8}\}$`,
    String.raw`^\p{Lu}{3}$`,
    String.raw`^[\p{Ll}\P{ASCII}]{2}\p{Script=Greek}\p{Nd}+$`,
    String.raw`^(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{8,10}$`,
    String.raw`^\b(?!x)\w{2}(?<=[a-z])\b$`,
    String.raw`^[\w-.]+$`,
    String.raw`^\_a\-\d$`,
  ])('writes a text that %s matches', (pattern) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(samplePattern(pattern, seededRandom(String(seed)), seed % 4)).toMatch(compilePattern(pattern)!);
    }
  });

  it.each(['^(?=x)y$', String.raw`^(a)\1$`, '[', '(', '^[^\\s\\S]$'])('gives up on %s', (pattern) => {
    expect(samplePattern(pattern, seededRandom('x'))).toBeUndefined();
  });
});

const schemas: Readonly<Record<string, Schema>> = {
  'every format that is checked': {
    type: 'object',
    required: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    properties: Object.fromEntries(
      ['date-time', 'date', 'time', 'uuid', 'email', 'uri', 'hostname', 'ipv4', 'ipv6', 'duration'].map((format, index) => [
        'abcdefghij'[index],
        { type: 'string', format },
      ]),
    ),
  },
  'bounds of numbers': {
    type: 'array',
    items: false,
    minItems: 6,
    prefixItems: [
      { type: 'integer', minimum: 5, maximum: 5 },
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      { type: 'integer', multipleOf: 7, minimum: 8 },
      { type: 'integer', maximum: -3 },
      { type: 'number', multipleOf: 0.25, minimum: 2.1 },
      { type: 'integer', exclusiveMinimum: 10, exclusiveMaximum: 12 },
    ],
  },
  'lengths of texts': {
    type: 'object',
    required: ['a', 'b'],
    properties: { a: { type: 'string', minLength: 30 }, b: { type: 'string', maxLength: 2 } },
  },
  'a pattern and a length': { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$', minLength: 12, maxLength: 40 },
  'patterns that are valid without the u flag alone': {
    type: 'object',
    required: ['code', 'total_1', 'subtotal', 'tax', 'total'],
    minProperties: 7,
    properties: {
      code: { type: 'string', pattern: String.raw`^[\w-.]+$` },
      subtotal: { type: 'string', pattern: String.raw`^\-?\d+\.\d{2}$` },
      tax: { type: 'string', pattern: String.raw`^\-?\d+\.\d{2}$` },
      total: { type: 'string', pattern: String.raw`^\-?\d+\.\d{2}$` },
    },
    patternProperties: { [String.raw`^total\_\d+$`]: { type: 'integer' } },
    additionalProperties: false,
  },
  'names that must be so, by a pattern of that kind': {
    type: 'object',
    minProperties: 2,
    propertyNames: { pattern: String.raw`^x\_[\w-.]+$` },
    additionalProperties: { type: 'boolean' },
  },
  'constants, enums, defaults and examples': {
    type: 'array',
    minItems: 4,
    prefixItems: [{ const: { a: [1] } }, { enum: [null, 'x'] }, { type: 'integer', default: 7 }, { type: 'string', examples: ['seen'] }],
  },
  'members of every allOf branch': {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 5 } } },
      { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string', minLength: 5 }, b: { type: 'integer' } } },
    ],
  },
  'an alternative with what stands beside it': {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    oneOf: [
      { properties: { kind: { const: 'a' }, n: { type: 'integer' } }, required: ['n'] },
      { properties: { kind: { const: 'b' } }, not: { required: ['n'] } },
    ],
  },
  'at least so many properties': { type: 'object', minProperties: 3, additionalProperties: { type: 'integer' } },
  'names that a pattern allows': {
    type: 'object',
    minProperties: 2,
    patternProperties: { '^x-': { type: 'integer' } },
    additionalProperties: false,
  },
  'names that must be': {
    type: 'object',
    minProperties: 2,
    propertyNames: { enum: ['a', 'b'] },
    additionalProperties: { type: 'boolean' },
  },
  'a required member whose name a pattern knows': {
    type: 'object',
    required: ['n1'],
    patternProperties: { '^n': { type: 'integer' } },
    additionalProperties: { type: 'string' },
  },
  'items that must be among others': { type: 'array', contains: { const: 5 }, minContains: 2, minItems: 3, items: { type: 'integer' } },
  'a type that is not another': { type: ['object', 'string'], not: { type: 'object' } },
  'items that differ': {
    type: 'array',
    minItems: 2,
    prefixItems: [
      { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } },
      { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'integer', minimum: 1, maximum: 3 } },
    ],
  },
  'a type beside null': { type: ['null', 'string'], minLength: 1 },
};

describe('sampleValue', () => {
  it.each(Object.entries(schemas))('builds %s', async (_, schema) => {
    const { compiled, operation, contractSchema } = await contractWith(schema);
    for (const fullness of ['full', 'required'] as const) {
      const value = sampleValue(compiled.contract, contractSchema, 'seed', fullness);
      const verdict = compiled.permitsResponse(operation, {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { value },
      });
      expect(verdict.accepted ? [] : verdict.violations.map(({ message }) => message), JSON.stringify(value)).toEqual([]);
      expect(sampleValue(compiled.contract, contractSchema, 'seed', fullness)).toEqual(value);
    }
  });

  it('sees the same beside a member after an alternative that came to nothing', async () => {
    const sample = async (first: Schema): Promise<unknown> => {
      const account = { oneOf: [first, { type: 'string', pattern: '^[0-9]{4}$' }] };
      const { compiled, contractSchema } = await contractWith({ type: 'object', properties: { account, debit: { type: 'string' } } });
      return sampleValue(compiled.contract, contractSchema, 'seed', 'dynamic');
    };
    const inVain = { type: 'object', required: ['x'], properties: { x: false, name: { type: 'string' } } };
    expect(await sample(inVain)).toEqual(await sample(false));
  });

  it('ends on schemas that never do', async () => {
    const { compiled, contractSchema } = await contractWith({ $ref: '#/components/schemas/Tree' });
    expect(sampleValue(compiled.contract, contractSchema, 's', 'required')).toEqual({ children: [] });
    const { compiled: endless, contractSchema: loop } = await contractWith({ $ref: '#/components/schemas/Endless' });
    expect(sampleValue(endless.contract, loop, 's')).toBeUndefined();
  });
});

async function contractWith(schema: unknown) {
  const compiled = await compileText(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Samples', version: '1' },
      paths: { '/x': { get: { operationId: 'x', responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } } } },
      components: {
        schemas: {
          Tree: {
            type: 'object',
            required: ['children'],
            properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
          },
          Endless: { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Endless' } } },
        },
      },
    }),
  );
  const operation = compiled.operation('x') as HttpOperation;
  return { compiled, operation, contractSchema: operation.responses[0]?.content[0]?.schema ?? true };
}

describe('chooseMediaType', () => {
  const offering = (...mediaTypes: readonly (readonly [string, object])[]) =>
    ({ content: mediaTypes.map(([mediaType, schema]) => ({ mediaType, schema, examples: [] })) }) as never;
  const response = offering(['text/csv', {}], ['application/json', {}], ['application/problem+json', {}]);
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/csv'],
    ['text/csv, application/json;q=0.5', 'text/csv'],
    ['text/csv;q=0, */*;q=0.1', 'application/json'],
    ['APPLICATION/JSON; charset=utf-8', 'application/json'],
    ['image/png', undefined],
    ['application/json;q=0', undefined],
    ['nonsense', undefined],
  ])('answers Accept %s with %s', async (accept, want) => {
    const { compiled } = await contractWith({});
    expect(chooseMediaType(compiled.contract, response, accept)?.concrete).toBe(want);
  });

  it.each([
    [offering(['image/png', { type: 'object' }], ['text/csv', { type: 'array' }]), 'text/csv'],
    [offering(['image/png', { type: 'string' }], ['text/csv', { type: 'array' }]), 'image/png'],
    [offering(['text/plain', { items: {} }]), 'text/plain'],
    [offering(['multipart/*', { type: 'object' }]), 'multipart/mixed; boundary=interlock-next-part'],
    [offering(['multipart/form-data; boundary=x', { type: 'object' }]), 'multipart/form-data; boundary=x'],
  ])('prefers what can be written (%#)', async (offers, want) => {
    const { compiled } = await contractWith({});
    expect(chooseMediaType(compiled.contract, offers)?.concrete).toBe(want);
  });
});
