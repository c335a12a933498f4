import { describe, expect, it } from 'vitest';
import { compileText } from '../../testing/serve.ts';
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
    ['application/json-seq', [1], '\u001E1\n'],
    ['application/yaml', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}\n'],
    [
      'text/csv',
      [
        { b: 'x,"y"', a: null },
        { a: 2, c: { d: 1 } },
      ],
      'b,a,c\r\n"x,""y""",,\r\n,2,"{""d"":1}"\r\n',
    ],
    ['text/csv', [[1, 'a'], 2], '1,a\r\n2\r\n'],
    ['text/csv', [], ''],
  ])('writes %s', (mediaType, value, want) => {
    expect(write(true, mediaType, value)).toBe(want);
  });

  it('writes server-sent events by their fields, where items have those', () => {
    const items = [{ event: 'made', id: '7', data: 'a\nb' }, { data: { a: 1 }, retry: 5 }, { data: 'x', other: 1 }, 3];
    const want = [
      'event: made\nid: 7\ndata: a\ndata: b\n\n',
      'data: {"a":1}\nretry: 5\n\n',
      'data: {"data":"x","other":1}\n\n',
      'data: 3\n\n',
    ];
    expect(write(true, 'text/event-stream', items)).toBe(want.join(''));
  });

  it('writes bytes as they are, where they can stand', () => {
    const bytes = new Uint8Array([137, 80]);
    expect(writeBody(compiled.contract, true, 'image/png', bytes)).toBe(bytes);
    expect(write(true, 'application/json', bytes)).toBeUndefined();
  });

  it('writes the columns of a table in the order of its schema', () => {
    const schema = { type: 'array', items: { properties: { a: {}, b: {} } } };
    expect(write(schema, 'text/csv', [{ b: 1, a: 2 }])).toBe('a,b\r\n2,1\r\n');
    expect(write(schema, 'text/csv', [])).toBe('a,b\r\n');
    expect(write({ properties: { a: {}, b: {} } }, 'text/csv', { b: 1, a: 2 })).toBe('a,b\r\n2,1\r\n');
  });

  const file = {
    type: 'object',
    properties: { f: { type: 'string', format: 'binary' }, n: { type: 'integer' }, o: {}, l: {}, p: { type: 'string' } },
  };
  const body = { f: 'x', n: 1, o: { a: 1 }, l: ['a', 'b'], p: 'q' };

  it('writes a multipart form that is read back as it was', async () => {
    const document = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: { '/x': { post: { requestBody: { content: { 'multipart/form-data': { schema: file } } }, responses: {} } } },
    });
    const { acceptsRequest } = await compileText(document);
    const written = write(file, 'multipart/form-data; boundary=abc', body) ?? '';
    expect(written).toContain(
      '--abc\r\nContent-Disposition: form-data; name="f"; filename="f"\r\nContent-Type: application/octet-stream\r\n\r\nx',
    );
    const headers = { 'content-type': 'multipart/form-data; boundary=abc' };
    const verdict = acceptsRequest({ method: 'POST', url: '/x', headers, body: Buffer.from(written) });
    expect(verdict).toMatchObject({ accepted: true, body: { ...body, f: Buffer.from('x') } });
  });

  it('writes other multipart bodies', () => {
    const part = (type: string, text: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
    const text = part('text/plain; charset=utf-8', 'a') + part('application/json', '{"x":1}');
    expect(write(true, 'multipart/mixed; boundary="b"', ['a', { x: 1 }])).toBe(`${text}--b--\r\n`);
    expect(write(true, 'multipart/mixed; boundary=b', 7)).toBeUndefined();
    expect(write(true, 'multipart/mixed; boundary=b', ['x--b'])).toBeUndefined();
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
