import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it.each([
  ['ordinary text, accents and all', "naïve 'Ω' 😀", "naïve 'Ω' 😀"],
  ['a second line', 'one\r\n::error::two', 'one ::error::two'],
  ['an escape sequence', 'a\u001b[2Jb', String.raw`a\u001b[2Jb`],
  ['a tab and a turn of direction', 'a\tb\u202ec', String.raw`a\u0009b\u202ec`],
])('%s', (_name, text, want) => {
  expect(printable(text)).toBe(want);
});
