import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../compiled-contract.ts';
import { compileOpenApi, summarise } from '../document-under-test.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const numbers = { type: 'array', items: integer };
const colour = { type: 'object', properties: { R: integer, G: integer, name: text }, required: ['R'], additionalProperties: false };

type Case = [name: string, parameter: Record<string, unknown>, request: Partial<HttpRequest>, want: unknown];

async function read(parameter: Record<string, unknown>, request: Partial<HttpRequest>): Promise<unknown> {
  const isPath = parameter['in'] === 'path';
  const path = isPath ? '/things/{value}' : '/things';
  const compiled = await compileOpenApi({
    paths: {
      [path]: { get: { parameters: [{ name: 'value', required: isPath, ...parameter }], responses: { default: { description: 'any' } } } },
    },
  });
  const verdict = compiled.acceptsRequest({ method: 'GET', url: '/things', ...request });
  return verdict.accepted ? (verdict.parameters[parameter['in'] as 'query'] as Record<string, unknown>)['value'] : summarise(verdict);
}

const INVALID = ['invalid-parameter /value'];

describe('path styles', () => {
  const at = (segment: string) => ({ url: `/things/${segment}` });
  test.each<Case>([
    ['simple primitive', { schema: integer }, at('5'), 5],
    ['simple primitive that does not fit', { schema: integer }, at('five'), INVALID],
    ['simple text with encoded slash', { schema: text }, at('a%2Fb%20c'), 'a/b c'],
    ['a plus is a plus', { schema: text }, at('a+b'), 'a+b'],
    ['simple array', { schema: numbers }, at('3,4,5'), [3, 4, 5]],
    ['an encoded delimiter is data', { schema: { type: 'array', items: text } }, at('a%2Cb,c'), ['a,b', 'c']],
    ['simple object', { schema: colour }, at('R,100,G,200'), { R: 100, G: 200 }],
    ['simple object, exploded', { schema: colour, explode: true }, at('R=100,name=a%3Db'), { R: 100, name: 'a=b' }],
    ['simple object with an odd number of texts', { schema: colour }, at('R,100,G'), INVALID],
    ['label primitive', { schema: integer, style: 'label' }, at('.5'), 5],
    ['label without its dot', { schema: integer, style: 'label' }, at('5'), INVALID],
    ['label array', { schema: numbers, style: 'label' }, at('.3,4,5'), [3, 4, 5]],
    ['label array, exploded', { schema: numbers, style: 'label', explode: true }, at('.3.4.5'), [3, 4, 5]],
    ['label array as OpenAPI 3.0 wrote it', { schema: numbers, style: 'label' }, at('.3.4.5'), [3, 4, 5]],
    ['label object', { schema: colour, style: 'label' }, at('.R,100,G,200'), { R: 100, G: 200 }],
    ['label object, exploded', { schema: colour, style: 'label', explode: true }, at('.R=100.G=200'), { R: 100, G: 200 }],
    ['matrix primitive', { schema: integer, style: 'matrix' }, at(';value=5'), 5],
    ['matrix empty', { schema: text, style: 'matrix' }, at(';value'), ''],
    ['matrix of another name', { schema: integer, style: 'matrix' }, at(';other=5'), INVALID],
    ['matrix array', { schema: numbers, style: 'matrix' }, at(';value=3,4'), [3, 4]],
    ['matrix array, exploded', { schema: numbers, style: 'matrix', explode: true }, at(';value=3;value=4'), [3, 4]],
    ['matrix object', { schema: colour, style: 'matrix' }, at(';value=R,100'), { R: 100 }],
    ['matrix object, exploded', { schema: colour, style: 'matrix', explode: true }, at(';R=100;G=200'), { R: 100, G: 200 }],
    ['malformed percent-encoding', { schema: text }, at('%E0%A4%A'), INVALID],
  ])('%s', async (_, parameter, request, want) => {
    expect(await read({ in: 'path', ...parameter }, request)).toEqual(want);
  });
});

describe('query styles', () => {
  const query = (value: string) => ({ url: `/things?${value}` });
  test.each<Case>([
    ['form primitive', { schema: integer }, query('value=5'), 5],
    ['absent and optional', { schema: integer }, query('other=5'), undefined],
    ['absent and required', { schema: integer, required: true }, query('other=5'), ['missing-parameter /value']],
    ['a plus is a space', { schema: text }, query('value=a+b%2Bc'), 'a b+c'],
    ['a plus with allowReserved is a plus', { schema: text, allowReserved: true }, query('value=a+b/c?d'), 'a+b/c?d'],
    ['a primitive given twice', { schema: integer }, query('value=5&value=6'), INVALID],
    ['form array, exploded', { schema: numbers }, query('value=3&value=4'), [3, 4]],
    ['form array of one', { schema: numbers }, query('value=3'), [3]],
    ['form array', { schema: numbers, explode: false }, query('value=3,4'), [3, 4]],
    ['form array, empty', { schema: numbers, explode: false }, query('value='), []],
    ['a wrong item', { schema: numbers, explode: false }, query('value=3,x'), ['invalid-parameter /value/1']],
    ['form object, exploded', { schema: colour }, query('R=100&G=200&other=1'), { R: 100, G: 200 }],
    ['form object, exploded, none of it there', { schema: colour }, query('other=1'), undefined],
    ['form object', { schema: colour, explode: false }, query('value=R,100,G,200'), { R: 100, G: 200 }],
    ['an exploded map takes every name', { schema: { type: 'object', additionalProperties: integer } }, query('a=1&b=2'), { a: 1, b: 2 }],
    ['space delimited', { schema: numbers, style: 'spaceDelimited', explode: false }, query('value=3%204+5'), [3, 4, 5]],
    ['pipe delimited', { schema: numbers, style: 'pipeDelimited', explode: false }, query('value=3|4%7C5'), [3, 4, 5]],
    ['pipe delimited, exploded', { schema: numbers, style: 'pipeDelimited', explode: true }, query('value=3&value=4'), [3, 4]],
    ['deep object', { schema: colour, style: 'deepObject', explode: true }, query('value[R]=100&value%5BG%5D=200'), { R: 100, G: 200 }],
    [
      'deep object, nested',
      {
        schema: { type: 'object', properties: { at: { type: 'object', properties: { from: integer, in: numbers } } } },
        style: 'deepObject',
        explode: true,
      },
      query('value[at][from]=1&value[at][in][]=2&value[at][in][]=3'),
      { at: { from: 1, in: [2, 3] } },
    ],
    ['deep object that lacks a property', { schema: colour, style: 'deepObject', explode: true }, query('value[G]=1'), INVALID],
    ['deep object with an open bracket', { schema: colour, style: 'deepObject', explode: true }, query('value[R=1'), INVALID],
    ['deep object given as text', { schema: colour, style: 'deepObject', explode: true }, query('value=1'), INVALID],
    ['empty where not allowed', { schema: integer }, query('value='), INVALID],
    ['empty where allowed', { schema: integer, allowEmptyValue: true }, query('value'), ''],
    ['JSON content', { content: { 'application/json': { schema: colour } } }, query('value=%7B%22R%22%3A1%7D'), { R: 1 }],
    ['malformed JSON content', { content: { 'application/json': { schema: colour } } }, query('value=%7B'), INVALID],
    ['malformed percent-encoding', { schema: text }, query('value=%zz'), INVALID],
  ])('%s', async (_, parameter, request, want) => {
    expect(await read({ in: 'query', ...parameter }, request)).toEqual(want);
  });
});

describe('headers and cookies', () => {
  test.each<Case>([
    ['header, whatever its case', { in: 'header', schema: integer }, { headers: { VALUE: '5' } }, 5],
    ['header array', { in: 'header', schema: numbers }, { headers: { Value: '3, 4 ,5' } }, [3, 4, 5]],
    ['header lines are one list', { in: 'header', schema: numbers }, { headers: { value: ['3', '4'] } }, [3, 4]],
    ['header object, exploded', { in: 'header', schema: colour, explode: true }, { headers: { value: 'R=1, G=2' } }, { R: 1, G: 2 }],
    ['header text is not percent-decoded', { in: 'header', schema: text }, { headers: { value: '100%25' } }, '100%25'],
    ['header that is missing', { in: 'header', schema: text, required: true }, {}, ['missing-parameter /value']],
    ['cookie', { in: 'cookie', schema: integer }, { headers: { cookie: 'a=1; value=5' } }, 5],
    ['quoted cookie', { in: 'cookie', schema: text }, { headers: { Cookie: 'value="x y"' } }, 'x y'],
    ['cookie array', { in: 'cookie', schema: numbers, explode: false }, { headers: { cookie: 'value=3,4' } }, [3, 4]],
    [
      'cookie that is missing',
      { in: 'cookie', schema: text, required: true },
      { headers: { cookie: 'a=1' } },
      ['missing-parameter /value'],
    ],
  ])('%s', async (_, parameter, request, want) => {
    expect(await read(parameter, request)).toEqual(want);
  });

  test('an exploded cookie object leaves alone what other cookies are named, but not what only the query has', async () => {
    const open = { type: 'object', additionalProperties: text };
    const parameters = [
      { name: 'all', in: 'cookie', schema: open },
      { name: 'session', in: 'cookie', schema: text },
      { name: 'page', in: 'query', schema: integer },
    ];
    const compiled = await compileOpenApi({
      paths: { '/things': { get: { parameters, responses: { default: { description: 'any' } } } } },
    });
    const verdict = compiled.acceptsRequest({ method: 'GET', url: '/things', headers: { cookie: 'session=a; page=b' } });
    expect(verdict).toMatchObject({ accepted: true, parameters: { cookie: { all: { page: 'b' }, session: 'a' } } });
  });

  test.each(['Accept', 'content-type', 'AUTHORIZATION'])('a parameter for the header %s is ignored', async (name) => {
    expect(await read({ in: 'header', name, required: true, schema: integer }, {})).toBeUndefined();
  });
});

describe('what text is read as', () => {
  const query = (value: string) => ({ url: `/things?value=${value}` });
  test.each<Case>([
    ['integer or text: a number', { schema: { oneOf: [integer, text] } }, query('12'), 12],
    ['integer or text: any of both', { schema: { anyOf: [integer, text] } }, query('12'), 12],
    ['integer or text: a word', { schema: { anyOf: [integer, text] } }, query('x'), 'x'],
    ['integer or uuid', { schema: { oneOf: [integer, { type: 'string', format: 'uuid' }] } }, query('12'), 12],
    [
      'code that looks like a number',
      {
        schema: {
          oneOf: [
            { type: 'integer', maximum: 5 },
            { type: 'string', pattern: '^\\d{3}$' },
          ],
        },
      },
      query('120'),
      '120',
    ],
    ['boolean', { schema: { type: 'boolean' } }, query('true'), true],
    ['no boolean', { schema: { type: 'boolean' } }, query('yes'), INVALID],
    ['null, written', { schema: { type: ['integer', 'null'] } }, query('null'), null],
    ['null, empty', { schema: { type: ['integer', 'null'] } }, query(''), null],
    ['nullable text stays text', { schema: { type: ['string', 'null'] } }, query('null'), 'null'],
    ['anything is text', { schema: {} }, query('12'), '12'],
    ['numbers by enum alone', { schema: { enum: [1, 2] } }, query('2'), 2],
    ['number through allOf', { schema: { allOf: [{ type: 'number' }, { minimum: 2 }] } }, query('2.5'), 2.5],
    ['integer written as 5.0', { schema: integer }, query('5.0'), 5],
    ['leading zeros are no number', { schema: integer }, query('007'), INVALID],
    ['text keeps its zeros', { schema: text }, query('007'), '007'],
    ['array or text, one text', { schema: { anyOf: [text, { type: 'array', items: text }] }, explode: false }, query('a'), 'a'],
    ['array or text, a list', { schema: { anyOf: [text, { type: 'array', items: text }] }, explode: false }, query('a,b'), ['a', 'b']],
    [
      'boolean items',
      { schema: { type: 'array', prefixItems: [{ type: 'boolean' }], items: text }, explode: false },
      query('true,true'),
      [true, 'true'],
    ],
  ])('%s', async (_, parameter, request, want) => {
    expect(await read({ in: 'query', ...parameter }, request)).toEqual(want);
  });

  test('through a reference', async () => {
    const compiled = await compileOpenApi({
      components: { schemas: { Limit: { type: 'integer', maximum: 100 }, Nested: { $ref: '#/components/schemas/Limit' } } },
      paths: {
        '/things': {
          get: {
            parameters: [{ name: 'limit', in: 'query', schema: { $ref: '#/components/schemas/Nested' } }],
            responses: { default: { description: 'any' } },
          },
        },
      },
    });
    expect(compiled.acceptsRequest({ method: 'GET', url: '/things?limit=10' })).toMatchObject({
      accepted: true,
      parameters: { query: { limit: 10 } },
    });
    const verdict = compiled.acceptsRequest({ method: 'GET', url: '/things?limit=101' });
    expect(summarise(verdict)).toEqual(['invalid-parameter /limit']);
    expect(verdict.accepted ? undefined : verdict.violations[0]?.expected).toEqual({
      file: 'document.yaml',
      pointer: '/components/schemas/Limit/maximum',
    });
  });
});

test('the whole query as one parameter (OpenAPI 3.2)', async () => {
  const compiled = await compileOpenApi(
    {
      paths: {
        '/things': {
          get: {
            parameters: [
              {
                name: 'all',
                in: 'querystring',
                content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { a: integer } } } },
              },
            ],
            responses: { default: { description: 'any' } },
          },
        },
      },
    },
    '3.2.0',
  );
  expect(compiled.acceptsRequest({ method: 'GET', url: '/things?a=1' })).toMatchObject({
    accepted: true,
    parameters: { query: { all: { a: 1 } } },
  });
  expect(summarise(compiled.acceptsRequest({ method: 'GET', url: '/things?a=x' }))).toEqual(['invalid-parameter /all/a']);
});

test('undeclared query parameters are accepted and not decoded', async () => {
  expect(await read({ in: 'query', schema: integer }, { url: '/things?unknown=%zz&value=1' })).toBe(1);
});
