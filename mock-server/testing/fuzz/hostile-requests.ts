import fc from 'fast-check';
import type { SampleRequest } from '../sample-request.ts';
import { bodySpoil } from './hostile-bodies.ts';
import { headerSpoil } from './hostile-headers.ts';
import { PROTOTYPE_NAMES, targetText } from './hostile-values.ts';
import type { HostileRequest, Spoil } from './hostile-request.ts';

/** The request on the wire, on a connection that ends with it. */
export function bytesOf({ method, target, headers, body, isChunked }: HostileRequest): Buffer {
  const framing = isChunked
    ? ['transfer-encoding: chunked']
    : body.length > 0 || method !== 'GET'
      ? [`content-length: ${body.length}`]
      : [];
  const fields = headers.map(([name, value]) => `${name}: ${value}`);
  const host = headers.some(([name]) => name === 'host') ? [] : ['host: mock'];
  const head = Buffer.from(
    [`${method} ${target} HTTP/1.1`, ...host, 'connection: close', ...framing, ...fields, '', ''].join('\r\n'),
    'latin1',
  );
  return Buffer.concat([head, isChunked ? chunked(body) : body]);
}

function chunked(body: Buffer): Buffer {
  if (body.length === 0) return Buffer.from('0\r\n\r\n');
  const half = Math.ceil(body.length / 2);
  const parts = [body.subarray(0, half), body.subarray(half)].filter(({ length }) => length > 0);
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n'),
  ]);
}

/** A good request below a mount, spoiled in one to four ways. */
export function hostileRequest(mountPath: string, good: SampleRequest): fc.Arbitrary<HostileRequest> {
  const { body = Buffer.alloc(0) } = good;
  const whole: HostileRequest = {
    method: good.method,
    target: mountPath + good.path,
    headers: Object.entries(good.headers),
    body,
    isChunked: false,
  };
  const kinds = fc.oneof(
    { weight: 4, arbitrary: bodySpoil(jsonIn(good)) },
    { weight: 2, arbitrary: querySpoil(good) },
    { weight: 2, arbitrary: headerSpoil },
    { weight: 1, arbitrary: pathSpoil(mountPath.length) },
    { weight: 1, arbitrary: methodSpoil },
  );
  return fc.array(kinds, { minLength: 1, maxLength: 4 }).map((spoils) => spoils.reduce((request, spoil) => spoil(request), whole));
}

function jsonIn({ body, headers }: SampleRequest): unknown {
  if (!body || !/json/.test(headers['content-type'] ?? '')) return undefined;
  return JSON.parse(body.toString());
}

const pathSpoil = (mountLength: number): fc.Arbitrary<Spoil> =>
  fc.tuple(fc.nat(), fc.constantFrom('replace', 'add', 'double', 'dot', 'cut'), targetText).map(([at, how, text]) => (request) => {
    const [path = '', ...query] = request.target.split('?');
    const segments = path.slice(mountLength).split('/');
    const index = at % segments.length;
    if (how === 'replace') segments[index] = text;
    else if (how === 'add') segments.splice(index, 0, text);
    else if (how === 'double') segments.splice(index, 0, '', '');
    else if (how === 'dot') segments.splice(index, 0, '..', '%2e%2e', '..%2f');
    else segments.splice(index, 1);
    const target = [path.slice(0, mountLength) + segments.join('/'), ...query].join('?');
    return { ...request, target: target.startsWith('/') ? target : `/${target}` };
  });

const COMMON_QUERY = [
  'limit',
  'page',
  'offset',
  'cursor',
  'sort',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  'q',
  'filter[status]',
  'from',
  'to',
  '__code',
  '__example',
  '__dynamic',
  '__seed',
];

function querySpoil({ path }: SampleRequest): fc.Arbitrary<Spoil> {
  const declared = [...new URLSearchParams(path.split('?')[1] ?? '').keys()];
  const name = fc.oneof(
    fc.constantFrom(...COMMON_QUERY, ...declared),
    fc
      .constantFrom(...PROTOTYPE_NAMES)
      .chain((proto) => fc.constantFrom(proto, `${proto}[x]`, `x[${proto}]`, `filter[${proto}][${proto}]`, `a[b][${proto}]=`)),
    targetText,
  );
  const value = fc.oneof(
    targetText,
    fc.constantFrom(
      '(((((',
      "status eq 'a' or ".repeat(60),
      `${'not '.repeat(150)}a eq 1`,
      '-1',
      '1e400',
      '99999999999999999999',
      'a:desc,,-',
      'e30',
      '%ff',
      'a=b',
    ),
  );
  return fc.tuple(name, value, fc.boolean()).map(([key, text, isSole]) => (request) => {
    const [where = '', query = ''] = request.target.split('?');
    const pair = `${key}=${text}`.replaceAll(/[ #]/g, '+');
    return { ...request, target: `${where}?${isSole || query === '' ? pair : `${query}&${pair}`}` };
  });
}

const methodSpoil: fc.Arbitrary<Spoil> = fc
  .constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY')
  .map((method) => (request) => ({ ...request, method }));
