import { crc32, gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { binarySample } from './binary-sample.ts';

const sample = (mediaType: string): Buffer => Buffer.from(binarySample(mediaType, 's') ?? []);

describe('binarySample', () => {
  it('is a PNG of one point, its checksums right', () => {
    const png = sample('image/png');
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    const chunks: Record<string, Buffer> = {};
    for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
      const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
      expect(crc32(png.subarray(at + 4, at + 8 + data.length))).toBe(png.readUInt32BE(at + 8 + data.length));
      chunks[png.subarray(at + 4, at + 8).toString()] = data;
    }
    expect(Object.keys(chunks)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(inflateSync(chunks['IDAT'] ?? '')).toHaveLength(5);
  });

  it('is a PDF whose objects are where its table says', () => {
    const pdf = sample('application/pdf').toString('latin1');
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1]);
    expect(pdf.slice(table, table + 4)).toBe('xref');
    const entries = [...pdf.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
    expect(entries.map((at, index) => pdf.startsWith(`${index + 1} 0 obj\n`, at))).toEqual([true, true, true]);
  });

  it('is an empty archive, images that begin and end as theirs do, and bytes by the seed', () => {
    expect(gunzipSync(sample('application/gzip'))).toHaveLength(0);
    expect(sample('application/zip').toString('hex')).toBe(`504b0506${'00'.repeat(18)}`);
    expect(sample('image/jpeg').toString('hex')).toMatch(/^ffd8ff.*ffd9$/);
    expect(sample('image/gif').toString('latin1')).toMatch(/^GIF89a.*;$/s);
    expect(sample('application/octet-stream; x=y')).toHaveLength(16);
    expect(binarySample('application/octet-stream', 'other')).not.toEqual(binarySample('application/octet-stream', 's'));
    expect(binarySample('text/plain', 's')).toBeUndefined();
  });
});

const document = `
openapi: 3.2.0
info: { title: Files, version: 1.0.0 }
paths:
  /scan: { get: { responses: { '200': { description: it, content: { image/png: { schema: { type: string, format: binary } }, application/pdf: {} } } } } }
  /label: { get: { responses: { '200': { description: it, content: { image/png: { example: drawn } } } } } }
  /lines: { get: { responses: { '200': { description: all, content: { application/jsonl: { itemSchema: { type: object, properties: { n: { type: integer, minimum: 3 } } } } } } } } }
  /changes: { get: { responses: { '200': { description: all, content: { text/event-stream: { itemSchema: { type: object, required: [event, data], properties: { event: { const: made }, data: { type: string } } } } } } } } }
`;

describe('a mock', () => {
  it('answers with images, documents and short sequences', async () => {
    const server = await serve(await contractOf('files', document));
    const get = async (path: string, accept = '*/*') => {
      const answer = await fetch(server.urlOf('files') + path, { headers: { accept } });
      return { type: answer.headers.get('content-type'), body: Buffer.from(await answer.arrayBuffer()) };
    };
    expect(await get('/scan')).toEqual({ type: 'image/png', body: sample('image/png') });
    expect(await get('/scan', 'application/pdf')).toEqual({ type: 'application/pdf', body: sample('application/pdf') });
    expect((await get('/label')).body.toString()).toBe('drawn');
    expect((await get('/lines')).body.toString()).toMatch(/^(\{"n":\d+\}\n){3}$/);
    expect((await get('/changes')).body.toString()).toMatch(/^(event: made\ndata: [\w -]+\n\n){3}$/);
  });
});
