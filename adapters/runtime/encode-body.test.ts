import { expect, it } from 'vitest';
import { encodeBody } from './encode-body.ts';

it.each([
  ['application/json', { a: 1 }, '{"a":1}'],
  ['application/json', 'text', '"text"'],
  ['application/merge-patch+json; charset=utf-8', { a: null }, '{"a":null}'],
  ['text/plain', 'Müller', 'Müller'],
  ['application/x-www-form-urlencoded', { a: [1, 2], b: 'x y', c: undefined }, 'a=1&a=2&b=x+y'],
  ['application/edi-x12', new TextEncoder().encode('ISA*'), 'ISA*'],
])('writes %s', (mediaType, body, want) => {
  expect(new TextDecoder().decode(encodeBody(body, mediaType))).toBe(want);
});
