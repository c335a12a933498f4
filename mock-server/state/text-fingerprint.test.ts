import { expect, it } from 'vitest';
import { textFingerprint } from './text-fingerprint.ts';

it('is the same for the same text', () => {
  expect(textFingerprint('{"a":1}')).toBe(textFingerprint(JSON.stringify({ a: 1 })));
  expect(textFingerprint('')).toMatch(/^[0-9a-f]{16}$/);
});

it('tells texts apart that are almost alike', () => {
  const texts = new Set<string>();
  for (let version = 0; version < 50_000; version++) texts.add(textFingerprint(`{"id":"A-1","total":"${version}.00","name":"Ä"}`));
  for (const other of ['', 'a', 'b', 'ab', 'ba', 'aa', '\u0000', '\u0000\u0000']) texts.add(textFingerprint(other));
  expect(texts.size).toBe(50_008);
});
