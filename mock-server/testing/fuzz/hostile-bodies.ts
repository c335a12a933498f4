import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Spoil } from './hostile-request.ts';
import { hostileJson, hostileText, spoiledJson, targetText } from './hostile-values.ts';

/** Bodies of every media type that are nearly right, or not at all. */
export function bodySpoil(json: unknown): fc.Arbitrary<Spoil> {
  const value =
    json === undefined ? hostileJson : fc.oneof({ weight: 4, arbitrary: spoiledJson(json) }, { weight: 1, arbitrary: hostileJson });
  const text = value.map((one) => JSON.stringify(one) ?? 'null');
  const sent = fc.oneof(
    { weight: 5, arbitrary: text.map((one) => [Buffer.from(one), undefined] as const) },
    {
      weight: 1,
      arbitrary: fc.tuple(text, fc.nat()).map(([one, at]) => [Buffer.from(one).subarray(0, at % (one.length + 1)), undefined] as const),
    },
    { weight: 1, arbitrary: patchOf(value) },
    { weight: 1, arbitrary: text.map((one) => [Buffer.from(`\ufeff${one}`), undefined] as const) },
    { weight: 1, arbitrary: text.map((one) => [Buffer.from(one, 'utf16le'), 'application/json; charset=utf-16'] as const) },
    { weight: 1, arbitrary: text.map((one) => [Buffer.from(one.replaceAll('":', '":1,"__proto__":')), undefined] as const) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => [Buffer.from(bytes), undefined] as const) },
    { weight: 2, arbitrary: formBody },
    { weight: 2, arbitrary: multipartBody },
    { weight: 1, arbitrary: xmlBody },
    { weight: 1, arbitrary: hostileText.map((one) => [Buffer.from(one), 'text/plain'] as const) },
  );
  const coding = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('gzip', 'deflate', 'br', 'gzip!', 'zstd') },
  );
  return fc.tuple(sent, coding, fc.boolean()).map(([[bytes, mediaType], code, isChunked]) => (request) => {
    const headers =
      mediaType === undefined
        ? request.headers
        : [...request.headers.filter(([name]) => name !== 'content-type'), ['content-type', mediaType] as const];
    return {
      ...request,
      isChunked,
      body: encoded(bytes, code),
      headers: code === '' ? headers : [...headers, ['content-encoding', code.replace('!', '')] as const],
    };
  });
}

/** `gzip!` says gzip and is none. */
function encoded(bytes: Buffer, coding: string): Buffer {
  switch (coding) {
    case 'gzip':
      return gzipSync(bytes);
    case 'deflate':
      return deflateSync(bytes);
    case 'br':
      return brotliCompressSync(bytes);
    default:
      return bytes;
  }
}

function patchOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<readonly [Buffer, string]> {
  const token = fc.oneof(hostileText, fc.constantFrom('0', '-', '~', '~2', 'status', 'lines', '4294967295', '1e3'));
  const pointer = fc.oneof(
    fc.array(token, { maxLength: 3 }).map((tokens) => tokens.map((one) => `/${one}`).join('')),
    hostileText,
  );
  const operation = fc.record(
    {
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', '__proto__', 'constructor'),
      path: pointer,
      from: pointer,
      value,
    },
    { requiredKeys: ['op', 'path'] },
  );
  return fc.array(operation, { maxLength: 3 }).map((patch) => [Buffer.from(JSON.stringify(patch)), 'application/json-patch+json'] as const);
}

const formBody: fc.Arbitrary<readonly [Buffer, string]> = fc
  .array(
    fc.tuple(
      fc.oneof(
        targetText,
        fc.constantFrom('a[b]', 'a[__proto__][x]', '__proto__[x]', 'constructor[prototype][x]', 'a[', 'a[]', 'grant_type', 'scope'),
      ),
      targetText,
    ),
    { maxLength: 4 },
  )
  .map((pairs) => [Buffer.from(pairs.map((pair) => pair.join('=')).join('&'), 'latin1'), 'application/x-www-form-urlencoded'] as const);

const multipartBody: fc.Arbitrary<readonly [Buffer, string]> = fc
  .tuple(
    fc.array(
      fc.tuple(
        hostileText,
        hostileText,
        fc.constantFrom('', 'Content-Type: application/json', 'Content-Type: x/y; charset=zz', 'Content-Disposition: form-data'),
      ),
      { maxLength: 3 },
    ),
    fc.constantFrom('--x--\r\n', '--x', '', '--y--'),
  )
  .map(([parts, end]) => {
    const written = parts.map(
      ([name, value, header]) =>
        `--x\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n${header === '' ? '' : `${header}\r\n`}\r\n${value}\r\n`,
    );
    return [Buffer.from(written.join('') + end), 'multipart/form-data; boundary=x'] as const;
  });

const xmlBody: fc.Arbitrary<readonly [Buffer, string]> = fc
  .constantFrom(
    '<a>',
    '<a/>',
    '<a b="c"></a>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    '<?xml version="1.0" encoding="utf-16"?><a/>',
    '<a>'.repeat(3000),
    '<__proto__><constructor/></__proto__>',
    '<a>\0</a>',
    '<!--',
    '<![CDATA[',
    '&#x0;',
  )
  .map((text) => [Buffer.from(text), 'application/xml'] as const);
