import fc from 'fast-check';
import type { Spoil } from './hostile-request.ts';
import { hostileText, inLine } from './hostile-values.ts';

const HEADER_NAMES = [
  'host',
  'accept',
  'content-type',
  'content-encoding',
  'prefer',
  'interlock-session',
  'interlock-now',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'cookie',
  'authorization',
  'interlock-consumer',
  'x-forwarded-host',
  'expect',
  'range',
  'accept-encoding',
  'x-request-id',
  'client-cert',
  '__proto__',
  'constructor',
  'ce-id',
  'ce-__proto__',
  'x-message-__proto__',
  'x-binding-kafka-key',
  'last-event-id',
];

const MEDIA_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=nonsense',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary="',
  'multipart/mixed; boundary=x',
  'text/plain',
  'text/plain; charset=iso-8859-1',
  'application/xml',
  'text/xml; charset=utf-16',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/cloudevents+json',
  'application/x-ndjson',
  '*/*',
  'application/*',
  '/',
  ';',
  'a',
  '',
];

const HEADER_VALUES = [
  '[',
  'a b',
  '@',
  'x:99999999',
  '*/*',
  '*/*;q=0',
  'text/html',
  'application/xml',
  'a/b;q=nan',
  ',,,',
  'gzip',
  'deflate, br',
  'identity',
  'code=404',
  'code=999',
  'example=__proto__',
  'dynamic=true',
  'seed=\xff',
  'example="',
  'fault=stale; changes=99999',
  'fault=nothing',
  'return=minimal, respond-async; wait=10',
  '2026-03-01T08:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-13-45T99:99:99Z',
  'Bearer a.b.c',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Basic ====',
  'Basic',
  'a=b; c',
  '=;=;=',
  '*',
  '"x"',
  'W/"',
  'bytes=0-1',
  'a;'.repeat(500),
  `x="${'\\"'.repeat(400)}`,
  'a="'.repeat(400),
];

/** Sets, repeats or takes away one header. */
export const headerSpoil: fc.Arbitrary<Spoil> = fc
  .tuple(
    fc.constantFrom(...HEADER_NAMES),
    fc.oneof(fc.constantFrom(...MEDIA_TYPES), fc.constantFrom(...HEADER_VALUES), hostileText.map(inLine)),
    fc.constantFrom('set', 'set', 'repeat', 'remove'),
  )
  .map(([name, value, how]) => (request) => {
    if (name === 'expect' && how !== 'remove') return request;
    const others = how === 'repeat' ? request.headers : request.headers.filter(([known]) => known !== name);
    return { ...request, headers: how === 'remove' ? others : [...others, [name, value]] };
  });
