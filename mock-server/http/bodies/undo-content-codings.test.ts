import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { contractOf, serve } from '../../testing/serve.ts';
import { undoContentCodings } from './undo-content-codings.ts';

const bytes = Buffer.from('{"n":1}');

it.each<[string | undefined, Uint8Array]>([
  [undefined, bytes],
  ['identity', bytes],
  ['gzip', gzipSync(bytes)],
  ['X-GZip', gzipSync(bytes)],
  ['deflate', deflateSync(bytes)],
  ['br', brotliCompressSync(bytes)],
  ['gzip, br', brotliCompressSync(gzipSync(bytes))],
])('undoes %s', async (coding, coded) => {
  expect(Buffer.from((await undoContentCodings(coded, coding, 1000)) as Uint8Array).toString()).toBe(bytes.toString());
});

it.each([
  ['compress', gzipSync(bytes), 'unknown-coding'],
  ['gzip', bytes, 'broken'],
  ['gzip', gzipSync(Buffer.alloc(100_000)), 'too-large'],
])('says why not: %s', async (coding, coded, fault) => {
  expect(await undoContentCodings(coded, coding, 1000)).toBe(fault);
});

it('a mock reads a coded body, and refuses a small one that unfolds without end', async () => {
  const document = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things: { post: { requestBody: { content: { application/json: { schema: { type: object, properties: { n: { type: integer } } } } } }, responses: { '204': { description: done } } } }
`;
  const { urlOf } = await serve(await contractOf('things', document));
  const post = async (body: Uint8Array<ArrayBuffer>): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    return (await fetch(`${urlOf('things')}/things`, { method: 'POST', headers, body })).status;
  };
  expect(await post(gzipSync(bytes))).toBe(204);
  expect(await post(gzipSync('{"n":"x"}'))).toBe(400);
  expect(await post(gzipSync(Buffer.alloc(17 * 1024 * 1024)))).toBe(413);
});
