import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../../testing/serve.ts';

const row = `{ type: object, required: [id, note], properties: { id: { type: integer, minimum: 1, maximum: 9 }, note: { type: string, enum: ['a, b'] }, file: { type: string, format: binary } } }`;
const problem = `{ type: object, required: [message], properties: { message: { type: string } }, xml: { name: fault } }`;
const only = (...types: readonly string[]): string => `{ description: x, content: { ${types.join(', ')} } }`;

const document = `
openapi: 3.1.0
info: { title: Tables, version: 1.0.0 }
paths:
  /table: { get: { operationId: table, responses: { '200': ${only(`text/csv: { schema: { type: array, minItems: 2, items: ${row} } }`)} } } }
  /form: { get: { operationId: form, responses: { '200': ${only(`multipart/form-data: { schema: ${row} }`)} } } }
  /mixed: { get: { operationId: mixed, responses: { '200': ${only(`multipart/mixed: { schema: { type: array, minItems: 2, items: ${row} } }`)} } } }
  /scan: { get: { operationId: scan, responses: { '200': ${only(`image/png: { schema: ${row} }`, `text/csv: { schema: ${row} }`)} } } }
  /rows:
    post:
      operationId: post
      requestBody: { required: true, content: { multipart/form-data: { schema: ${row} }, application/xml: { schema: {} } } }
      responses: { '201': ${only(`application/json: { schema: ${row} }`)}, '400': ${only(`application/json: { schema: ${problem} }`, `application/xml: { schema: ${problem} }`)}, '415': ${only(`application/xml: { schema: ${problem} }`)} }
    get: { operationId: list, responses: { '200': ${only(`application/json: { schema: { type: array, items: ${row} } }`)} } }
`;

async function start() {
  const { compiled, ...mock } = await contractOf('tables', document);
  const server = await serve({ ...mock, compiled });
  const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: string | FormData) => {
    const answer = await fetch(server.urlOf('tables') + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const operation = compiled.contract.operations.find((one) => one.kind === 'http' && one.path === path && one.method === method);
    const type = answer.headers.get('content-type') ?? '';
    const response = { status: answer.status, headers: { 'content-type': type }, body: bytes };
    const isPermitted = operation?.kind === 'http' && compiled.permitsResponse(operation, response).accepted;
    return { status: answer.status, type, text: Buffer.from(bytes).toString(), isPermitted };
  };
  return { ask };
}

describe('answers in media types that hold objects as text', () => {
  it.each([
    ['/table', 'text/csv', /^id,note,file\r\n(\d,"a, b",[^\r\n]*\r\n){2}$/],
    ['/form', 'multipart/form-data; boundary=interlock-next-part', /name="note"\r\n\r\na, b\r\n--interlock-next-part/],
    ['/mixed', 'multipart/mixed; boundary=interlock-next-part', /^--interlock-next-part\r\nContent-Type: application\/json\r\n\r\n\{/],
    ['/scan', 'text/csv', /^id,note,file\r\n\d,"a, b",[^\r\n]*\r\n$/],
  ])('%s is %s, as the contract says by the wire', async (path, type, want) => {
    const { ask } = await start();
    const answer = await ask('GET', path);
    expect(answer).toMatchObject({ status: 200, type, isPermitted: true });
    expect(answer.text).toMatch(want);
  });
});

describe('refusals', () => {
  it.each([
    [undefined, 'application/json', /"message":/],
    ['application/xml', 'application/xml', /<fault>.*<message>/s],
    ['application/xml, application/json;q=0.1', 'application/json', /"message":/],
    ['image/png', 'application/json', /"message":/],
  ])('come to a caller that accepts %s as %s', async (accept, type, want) => {
    const { ask } = await start();
    const headers = { 'content-type': 'application/xml', ...(accept === undefined ? {} : { accept }) };
    const answer = await ask('POST', '/rows', headers, '<a>');
    expect(answer).toMatchObject({ status: 400, type, isPermitted: true });
    expect(answer.text).toMatch(want);
  });
});

describe('bodies', () => {
  it('keeps a file of a form as base64', async () => {
    const { ask } = await start();
    const form = new FormData();
    form.set('id', '7');
    form.set('note', 'a, b');
    form.set('file', new Blob([new Uint8Array([0, 255])]), 'x.bin');
    const want = { id: 7, note: 'a, b', file: 'AP8=' };
    const answer = await ask('POST', '/rows', {}, form);
    expect(answer).toMatchObject({ status: 201, isPermitted: true });
    expect(JSON.parse(answer.text)).toEqual(want);
    expect(JSON.parse((await ask('GET', '/rows')).text)).toEqual([want]);
  });

  it('refuses XML that is too large to be checked', async () => {
    const { ask } = await start();
    const answer = await ask('POST', '/rows', { 'content-type': 'application/xml; charset=utf-8' }, `<a>${'x'.repeat(4 * 1024 * 1024)}`);
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('4194304') as string });
  });
});
