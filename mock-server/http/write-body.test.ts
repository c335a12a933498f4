import { describe, expect, it } from 'vitest';
import { compileText } from '../testing/serve.ts';
import { writeBody } from './write-body.ts';

const compiled = await compileText('{ openapi: 3.1.0, info: { title: t, version: 1 }, paths: {} }');
const write = (schema: Parameters<typeof writeBody>[1], mediaType: string, value: unknown) =>
  writeBody(compiled.contract, schema, mediaType, value)?.toString();
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

describe('writeBody', () => {
  it.each([
    ['application/json', { a: 1 }, '{"a":1}'],
    ['application/vnd.x+json; v=1', 'a', '"a"'],
    ['text/plain', 7, '7'],
    ['text/csv', 'a,b', 'a,b'],
    ['application/x-www-form-urlencoded', { a: 'x y', b: [1] }, 'a=x+y&b=%5B1%5D'],
    ['application/x-ndjson', [{ a: 1 }, 2], '{"a":1}\n2\n'],
    ['text/event-stream', { a: 1 }, 'data: {"a":1}\n\n'],
    ['application/pdf', { a: 1 }, undefined],
  ])('writes %s', (mediaType, value, want) => {
    expect(write(true, mediaType, value)).toBe(want);
  });

  it.each([
    [
      'names, attributes and namespaces',
      {
        xml: { name: 'order', prefix: 'o', namespace: 'urn:o' },
        properties: { id: { xml: { attribute: true } }, n: { xml: { name: 'count' } } },
      },
      { id: 'a"b', n: 2 },
      '<o:order xmlns:o="urn:o" id="a&quot;b"><count>2</count></o:order>',
    ],
    [
      'arrays, wrapped and not',
      { xml: { name: 'x' }, properties: { a: { items: {} }, b: { xml: { wrapped: true, name: 'bs' }, items: { xml: { name: 'b' } } } } },
      { a: [1, 2], b: [3, 4] },
      '<x><a>1</a><a>2</a><bs><b>3</b><b>4</b></bs></x>',
    ],
    ['text that XML cannot hold', {}, { 'a b': '<&\u0000\u{1F600}', '1': null }, '<root><_1/><a_b>&lt;&amp;😀</a_b></root>'],
    ['an array at the top', { xml: { name: 'all' }, items: { xml: { name: 'one' } } }, [1], '<all><one>1</one></all>'],
  ])('writes XML: %s', (_, schema, value, want) => {
    expect(write(schema, 'application/xml', value)).toBe(HEAD + want);
  });
});
