import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../compiled-contract.ts';
import { compileOpenApi, summarise } from '../document-under-test.ts';

const order = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer' },
    tags: { type: 'array', items: { type: 'integer' } },
    address: { type: 'object', properties: { zip: { type: 'string' }, floor: { type: 'integer' } } },
    note: { type: 'string', maxLength: 5 },
    file: { type: 'string', format: 'binary', maxLength: 4 },
  },
};

const compile = (content: unknown, required = true) =>
  compileOpenApi({
    paths: { '/orders': { post: { requestBody: { required, content }, responses: { default: { description: 'any' } } } } },
  });

const bytes = (text: string) => new TextEncoder().encode(text);
const post = (contentType: string | undefined, body: HttpRequest['body']): HttpRequest => ({
  method: 'POST',
  url: '/orders',
  ...(contentType === undefined ? {} : { headers: { 'Content-Type': contentType } }),
  ...(body === undefined ? {} : { body }),
});

async function send(content: unknown, contentType: string | undefined, body: HttpRequest['body']): Promise<unknown> {
  const verdict = (await compile(content)).acceptsRequest(post(contentType, body));
  return verdict.accepted ? verdict.body : summarise(verdict);
}

async function complaint(content: unknown, contentType: string, body: HttpRequest['body']): Promise<string | undefined> {
  const verdict = (await compile(content)).acceptsRequest(post(contentType, body));
  return verdict.accepted ? undefined : verdict.violations[0]?.message;
}

describe('which media type', () => {
  const json = { schema: order };
  const text = { schema: { type: 'string' } };
  const unsupported = ['unsupported-media-type /content-type'];
  const one = bytes('{"id":1}');
  test.each<[string, unknown, string | undefined, HttpRequest['body'], unknown]>([
    ['exact', { 'application/json': json }, 'application/json', one, { id: 1 }],
    ['case and parameters are ignored', { 'application/json': json }, 'Application/JSON; charset="utf-8"; v=2', one, { id: 1 }],
    ['another', { 'application/json': json }, 'text/plain', one, unsupported],
    ['no media type at all', { 'application/json': json }, 'json', one, unsupported],
    ['none', { 'application/json': json }, undefined, one, unsupported],
    ['none, where bytes are taken', { '*/*': text }, undefined, one, one],
    ['a value needs none', { 'application/json': json }, undefined, { value: { id: 1 } }, { id: 1 }],
    ['a declared parameter must agree', { 'application/json; version=1': json }, 'application/json; version=2', one, unsupported],
    ['a declared parameter agrees', { 'application/json; version=1': json }, 'application/json;version=1', one, { id: 1 }],
    ['utf-8 may be left out', { 'application/json; charset=utf-8': json }, 'application/json', one, { id: 1 }],
    ['a range', { 'application/*': json }, 'application/json', one, { id: 1 }],
    ['any', { '*/*': json }, 'application/vnd.x+json', one, { id: 1 }],
    ['JSON by suffix', { 'application/problem+json': json }, 'application/problem+json', one, { id: 1 }],
    [
      'the most specific wins',
      { '*/*': text, 'application/*': text, 'application/json': json },
      'application/json',
      bytes('"x"'),
      ['invalid-body'],
    ],
    ['XML stays bytes', { 'application/xml': json }, 'application/xml', bytes('<id>x</id>'), bytes('<id>x</id>')],
    [
      'a binary body stays bytes',
      { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
      'application/pdf',
      bytes('%PDF'),
      bytes('%PDF'),
    ],
    ['text is a string', { 'text/plain': { schema: { type: 'string', maxLength: 3 } } }, 'text/plain', bytes('äöü'), 'äöü'],
    ['text is judged', { 'text/plain': { schema: { type: 'string', maxLength: 3 } } }, 'text/plain', bytes('äöüß'), ['invalid-body']],
    ['text of another charset', { 'text/plain': text }, 'text/plain; charset=iso-8859-1', new Uint8Array([0xe4]), 'ä'],
    ['text that is not UTF-8', { 'text/plain': text }, 'text/plain', new Uint8Array([0xe4]), ['malformed-body']],
    ['XML that is not well-formed', { 'application/xml': text }, 'application/xml', bytes('<id>x'), ['malformed-body']],
    ['the same as +xml', { 'application/fhir+xml': text }, 'application/fhir+xml', bytes('<id>x'), ['malformed-body']],
    ['a table stays bytes', { 'text/csv': { schema: { type: 'array', items: order } } }, 'text/csv', bytes('id\r\n1'), bytes('id\r\n1')],
    ['text that is no object', { 'text/plain': { schema: order } }, 'text/plain', bytes('id'), ['invalid-body']],
    ['a number as text', { 'text/plain': { schema: { type: 'integer' } } }, 'text/plain', bytes('12'), 12],
  ])('%s', async (_, content, contentType, body, want) => {
    expect(await send(content, contentType, body)).toEqual(want);
  });
});

describe('whether there is a body', () => {
  const content = { 'application/json': { schema: order } };
  test.each<[string, boolean, HttpRequest['body'], unknown]>([
    ['missing', true, undefined, ['missing-body']],
    ['no bytes are no body', true, new Uint8Array(), ['missing-body']],
    ['optional', false, undefined, 'accepted'],
    ['optional and no bytes', false, new Uint8Array(), 'accepted'],
    ['JSON null is a body', true, bytes('null'), ['invalid-body']],
  ])('%s', async (_, required, body, want) => {
    expect(summarise((await compile(content, required)).acceptsRequest(post('application/json', body)))).toEqual(want);
  });

  test('a body where none is declared', async () => {
    const compiled = await compileOpenApi({ paths: { '/orders': { post: { responses: { default: { description: 'any' } } } } } });
    expect(summarise(compiled.acceptsRequest(post('application/json', bytes('{}'))))).toEqual(['unexpected-body']);
    expect(summarise(compiled.acceptsRequest(post('application/json', new Uint8Array())))).toBe('accepted');
  });
});

describe('JSON text', () => {
  const content = { 'application/json': { schema: {} } };
  test.each<[string, string | Uint8Array, string]>([
    ['truncated', '{"a": [1, 2', 'line 1, column 12 (byte 11): expected a comma or a closing bracket, found the end'],
    ['a word', '{\n  "a": yes\n}', 'line 2, column 8 (byte 9): expected a value'],
    ['a trailing comma', '{"a": 1,}', 'line 1, column 9 (byte 8): expected a property name in double quotes'],
    ['single quotes', "{'a': 1}", 'line 1, column 2 (byte 1): expected a property name in double quotes'],
    ['a missing colon', '{"a" 1}', 'line 1, column 6 (byte 5): expected a colon'],
    ['two values', '1 2', 'line 1, column 3 (byte 2): expected nothing more'],
    ['a leading zero', '[01]', 'line 1, column 3 (byte 2): expected a comma or a closing bracket'],
    ['bytes are counted, not characters', '{"ä": yes}', 'line 1, column 7 (byte 7): expected a value'],
    ['a control character', '["a\nb"]', 'line 1, column 4 (byte 3): expected no control character in a string'],
    ['an unknown escape', '["\\x"]', 'line 1, column 3 (byte 2): expected an escape that JSON knows'],
    ['an open string', '["abc', 'line 1, column 6 (byte 5): expected a closing quote, found the end'],
    ['white space alone', '  ', 'line 1, column 3 (byte 2): expected a value, found the end'],
    ['not UTF-8', new Uint8Array([0x22, 0x61, 0xff, 0x22]), 'it is not valid UTF-8 at byte 2'],
    ['a truncated UTF-8 sequence', new Uint8Array([0x22, 0xe2, 0x82]), 'it is not valid UTF-8 at byte'],
    ['nested without end', '['.repeat(2000), 'it is nested deeper than 500 levels'],
    ['nested too deeply', `${'['.repeat(501)}${']'.repeat(501)}`, 'it is nested deeper than 500 levels'],
  ])('%s', async (_, text, want) => {
    expect(await complaint(content, 'application/json', typeof text === 'string' ? bytes(text) : text)).toContain(want);
  });

  test.each<[string, Uint8Array, unknown]>([
    ['a byte order mark is passed over', new Uint8Array([0xef, 0xbb, 0xbf, 0x31]), 1],
    ['brackets in strings are not nesting', bytes(JSON.stringify('['.repeat(3000))), '['.repeat(3000)],
    ['quotes in strings', bytes(JSON.stringify(`"\\"${'{'.repeat(2000)}`)), `"\\"${'{'.repeat(2000)}`],
    ['500 levels', bytes(`${'['.repeat(500)}${']'.repeat(500)}`), JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)],
  ])('%s', async (_, body, want) => {
    expect(await send(content, 'application/json', body)).toEqual(want);
  });

  test('a message never repeats the text', async () => {
    expect(await complaint(content, 'application/json', bytes('{"name": Jane Doe}'))).not.toContain('Jane');
  });
});

describe('forms', () => {
  const type = 'application/x-www-form-urlencoded';
  const form = (encoding?: unknown) => ({ [type]: { schema: order, encoding } });
  test.each<[string, unknown, string, unknown]>([
    ['fields by type', form(), 'id=1&note=a+b', { id: 1, note: 'a b' }],
    ['arrays repeat', form(), 'id=1&tags=1&tags=2', { id: 1, tags: [1, 2] }],
    ['an array of one', form(), 'id=1&tags=1', { id: 1, tags: [1] }],
    ['arrays in brackets', form(), 'id=1&tags[]=1&tags[]=2', { id: 1, tags: [1, 2] }],
    ['objects in brackets', form(), 'id=1&address[zip]=02134&address[floor]=3', { id: 1, address: { zip: '02134', floor: 3 } }],
    ['objects as JSON', form(), `id=1&address=${encodeURIComponent('{"floor":3}')}`, { id: 1, address: { floor: 3 } }],
    ['an array by its encoding', form({ tags: { style: 'form', explode: false } }), 'id=1&tags=1,2', { id: 1, tags: [1, 2] }],
    ['an array by pipes', form({ tags: { style: 'pipeDelimited', explode: false } }), 'id=1&tags=1|2', { id: 1, tags: [1, 2] }],
    ['undeclared fields are kept', form(), 'id=1&other=x', { id: 1, other: 'x' }],
    ['a missing field', form(), 'note=a', ['invalid-body']],
    ['a field that does not fit', form(), 'id=x', ['invalid-body /id']],
    ['a hostile field', form(), 'id=1&__proto__=x', JSON.parse('{"id":1,"__proto__":"x"}')],
    ['malformed percent-encoding', form(), 'id=1&note=%zz', ['malformed-body']],
    ['an open bracket', form(), 'id=1&address[zip=1', ['malformed-body']],
  ])('%s', async (_, content, text, want) => {
    expect(await send(content, type, bytes(text))).toEqual(want);
  });

  test('an empty form is a form', async () => {
    expect(await send({ [type]: { schema: { type: 'object' } } }, type, new Uint8Array())).toEqual({});
  });
});

describe('multipart forms', () => {
  const type = 'multipart/form-data; boundary="x y"';
  const part = (name: string, value: string, headers = '') =>
    `--x y\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n${value}\r\n`;
  const form = (encoding?: unknown) => ({ 'multipart/form-data': { schema: order, encoding } });
  const json = '\r\nContent-Type: application/json';
  const file = '; filename="a.bin"\r\nContent-Type: application/octet-stream';
  test.each<[string, unknown, string, unknown]>([
    ['fields by type', form(), `${part('id', '1')}${part('note', 'abc')}--x y--`, { id: 1, note: 'abc' }],
    ['with preamble and epilogue', form(), `hello\r\n${part('id', '1')}--x y--\r\nbye`, { id: 1 }],
    ['objects are JSON', form(), `${part('id', '1')}${part('address', '{"floor":3}')}--x y--`, { id: 1, address: { floor: 3 } }],
    ['JSON by its own type', form(), `${part('id', '1', json)}--x y--`, { id: 1 }],
    ['arrays repeat', form(), `${part('id', '1')}${part('tags', '1')}${part('tags', '2')}--x y--`, { id: 1, tags: [1, 2] }],
    ['files are bytes', form(), `${part('id', '1')}${part('file', 'ABCD', file)}--x y--`, { id: 1, file: Buffer.from('ABCD') }],
    ['files are judged by their length', form(), `${part('id', '1')}${part('file', 'ABCDE', file)}--x y--`, ['invalid-body /file']],
    [
      'a part of the expected type',
      form({ file: { contentType: 'image/*, application/octet-stream' } }),
      `${part('id', '1')}${part('file', 'A', file)}--x y--`,
      { id: 1, file: Buffer.from('A') },
    ],
    [
      'a part of another type',
      form({ file: { contentType: 'image/png' } }),
      `${part('id', '1')}${part('file', 'A', file)}--x y--`,
      ['malformed-body'],
    ],
    ['a missing field', form(), `${part('note', 'abc')}--x y--`, ['invalid-body']],
    ['an empty field', form(), `${part('id', '1')}${part('note', '')}--x y--`, { id: 1, note: '' }],
    ['no last boundary', form(), part('id', '1'), ['malformed-body']],
    ['no boundary at all', form(), 'id=1', ['malformed-body']],
    ['a part without a name', form(), '--x y\r\n\r\n1\r\n--x y--', ['malformed-body']],
    ['a part that never ends its headers', form(), '--x y\r\nContent-Disposition: form-data', ['malformed-body']],
    ['malformed JSON in a part', form(), `${part('id', '1')}${part('address', '{')}--x y--`, ['malformed-body']],
    ['too many parts', form(), `${part('id', '1').repeat(1001)}--x y--`, ['malformed-body']],
  ])('%s', async (_, content, text, want) => {
    expect(await send(content, type, bytes(text))).toEqual(want);
  });

  test('files in a value that is decoded already', async () => {
    const file = Buffer.from('ABCD');
    expect(await send(form(), 'multipart/form-data', { value: { id: 1, file } })).toEqual({ id: 1, file });
    expect(await send(form(), 'multipart/form-data', { value: { id: 1, file: Buffer.from('ABCDE') } })).toEqual(['invalid-body /file']);
  });

  test('without a boundary in the Content-Type', async () => {
    expect(await send(form(), 'multipart/form-data', bytes('--x--'))).toEqual(['malformed-body']);
  });
});
