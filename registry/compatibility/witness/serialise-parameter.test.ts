import { describe, expect, test } from 'vitest';
import { compileContract, memoryTree, type Parameter, readContract } from '../../contract/index.ts';
import { serialiseParameter } from './serialise-parameter.ts';

type Place = 'path' | 'query' | 'header' | 'cookie';
type Style = NonNullable<Parameter['style']>;

const LIST = ['blue', 'black'];
const OBJECT = { R: '100', G: '200' };
const TEXT = { type: 'string' };
const LISTS = { type: 'array', items: TEXT };
const OBJECTS = { type: 'object', properties: { R: TEXT, G: TEXT } };

/** The table of OpenAPI 3.1 §4.8.12.4, and what RFC 6570 says where the table is silent. */
const WRITTEN: readonly (readonly [Place, Style, boolean, unknown, object, string])[] = [
  ['path', 'simple', false, 'blue', TEXT, 'blue'],
  ['path', 'simple', false, LIST, LISTS, 'blue,black'],
  ['path', 'simple', true, LIST, LISTS, 'blue,black'],
  ['path', 'simple', false, OBJECT, OBJECTS, 'R,100,G,200'],
  ['path', 'simple', true, OBJECT, OBJECTS, 'R=100,G=200'],
  ['path', 'label', false, 'blue', TEXT, '.blue'],
  ['path', 'label', false, LIST, LISTS, '.blue,black'],
  ['path', 'label', true, LIST, LISTS, '.blue.black'],
  ['path', 'label', false, OBJECT, OBJECTS, '.R,100,G,200'],
  ['path', 'label', true, OBJECT, OBJECTS, '.R=100.G=200'],
  ['path', 'matrix', false, 'blue', TEXT, ';color=blue'],
  ['path', 'matrix', false, LIST, LISTS, ';color=blue,black'],
  ['path', 'matrix', true, LIST, LISTS, ';color=blue;color=black'],
  ['path', 'matrix', false, OBJECT, OBJECTS, ';color=R,100,G,200'],
  ['path', 'matrix', true, OBJECT, OBJECTS, ';R=100;G=200'],
  ['query', 'form', true, 'blue', TEXT, 'color=blue'],
  ['query', 'form', false, 'blue', TEXT, 'color=blue'],
  ['query', 'form', true, '', TEXT, 'color='],
  ['query', 'form', true, LIST, LISTS, 'color=blue&color=black'],
  ['query', 'form', false, LIST, LISTS, 'color=blue,black'],
  ['query', 'form', true, OBJECT, OBJECTS, 'R=100&G=200'],
  ['query', 'form', false, OBJECT, OBJECTS, 'color=R,100,G,200'],
  ['query', 'spaceDelimited', false, LIST, LISTS, 'color=blue%20black'],
  ['query', 'spaceDelimited', true, LIST, LISTS, 'color=blue&color=black'],
  ['query', 'pipeDelimited', false, LIST, LISTS, 'color=blue%7Cblack'],
  ['query', 'deepObject', true, OBJECT, OBJECTS, 'color[R]=100&color[G]=200'],
  ['header', 'simple', false, 'blue', TEXT, 'blue'],
  ['header', 'simple', false, LIST, LISTS, 'blue,black'],
  ['header', 'simple', true, LIST, LISTS, 'blue,black'],
  ['header', 'simple', false, OBJECT, OBJECTS, 'R,100,G,200'],
  ['header', 'simple', true, OBJECT, OBJECTS, 'R=100,G=200'],
  ['cookie', 'form', true, 'blue', TEXT, 'color=blue'],
  ['cookie', 'form', false, LIST, LISTS, 'color=blue,black'],
  ['cookie', 'form', false, OBJECT, OBJECTS, 'color=R,100,G,200'],
  ['query', 'form', true, 'a b&c=d/é', TEXT, 'color=a%20b%26c%3Dd%2F%C3%A9'],
  ['query', 'form', false, ['a,b', 'c'], LISTS, 'color=a%2Cb,c'],
  ['path', 'simple', false, 'a/b', TEXT, 'a%2Fb'],
  ['query', 'form', true, -12.5, { type: 'number' }, 'color=-12.5'],
  ['query', 'form', true, true, { type: 'boolean' }, 'color=true'],
];

/** What stands on the wire: in a path, query, header or cookie. */
function requestOf(place: Place, text: string) {
  switch (place) {
    case 'path':
      return { method: 'GET', url: `/things/${text}` };
    case 'query':
      return { method: 'GET', url: `/things?${text}` };
    case 'header':
      return { method: 'GET', url: '/things', headers: { color: text } };
    case 'cookie':
      return { method: 'GET', url: '/things', headers: { cookie: text } };
  }
}

describe('what a parameter puts on the wire', () => {
  test.each(WRITTEN)('%s %s, explode %s: %j', async (place, style, explode, value, schema, want) => {
    const parameter = { name: 'color', in: place, style, explode, allowReserved: false };
    expect(serialiseParameter(parameter, value)).toBe(want);

    const declared = { name: 'color', in: place, style, explode, required: place === 'path', schema };
    const operation = { operationId: 'get', parameters: [declared], responses: { 204: { description: 'ok' } } };
    const path = place === 'path' ? '/things/{color}' : '/things';
    const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { [path]: { get: operation } } };
    const compiled = compileContract(await readContract(memoryTree({ 'openapi.json': document }), 'openapi.json'));
    const verdict = compiled.acceptsRequest(requestOf(place, want));
    expect(verdict.accepted && verdict.parameters[place]['color']).toEqual(value);
  });
});

test.each<[string, Partial<Parameter>, unknown, string | undefined]>([
  ['an empty list of a query', {}, [], undefined],
  ['an empty object of a query', {}, {}, undefined],
  ['an empty path segment', { in: 'path', style: 'simple' }, '', undefined],
  ['an empty matrix parameter', { in: 'path', style: 'matrix' }, '', ';q'],
  ['brackets around what is no object', { style: 'deepObject' }, 'a', undefined],
  ['objects and lists in brackets', { style: 'deepObject' }, { a: { b: ['1', '2'] } }, 'q[a][b]=1&q[a][b]=2'],
  ['reserved characters as they are', { allowReserved: true }, 'a/b?c+d&e', 'q=a/b?c+d%26e'],
  ['JSON', { mediaType: 'application/json' }, { a: [1] }, 'q=%7B%22a%22%3A%5B1%5D%7D'],
  ['JSON in a header', { in: 'header', mediaType: 'application/vnd.x+json' }, 'a', '"a"'],
  ['a name that has to be encoded', { name: 'a b[]' }, 'c', 'a%20b%5B%5D=c'],
  ['the whole query', { in: 'querystring' }, { a: 'b c', d: ['1', '2'] }, 'a=b%20c&d=1&d=2'],
  ['half of a surrogate pair', {}, '\uD800', 'q=%EF%BF%BD'],
])('%s', (_, members, value, want) => {
  const parameter = { name: 'q', in: 'query', style: 'form', explode: true, allowReserved: false, ...members } as const;
  expect(serialiseParameter(parameter, value)).toBe(want);
});
