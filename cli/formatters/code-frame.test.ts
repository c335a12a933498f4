import { expect, it } from 'vitest';
import { codeFrame } from './code-frame.ts';

it.each<readonly [string, string, { line?: number; column?: number }, { line: number; column: number } | undefined, readonly string[]]>([
  ['a range', 'a: bc d', { line: 1, column: 4 }, { line: 1, column: 6 }, ['     1 | a: bc d', '       |    ^^']],
  ['a range of lines', 'a: b  ', { line: 1, column: 4 }, { line: 3, column: 1 }, ['     1 | a: b', '       |    ^']],
  ['a place without an end', 'abc', { line: 1, column: 2 }, undefined, ['     1 | abc', '       |  ^^']],
  ['a place at the end', 'abc', { line: 1, column: 9 }, { line: 1, column: 9 }, ['     1 | abc', '       |    ^']],
  ['a tab', '\ta', { line: 1, column: 2 }, { line: 1, column: 3 }, ['     1 |  a', '       |  ^']],
  ['an empty line', '', { line: 1, column: 1 }, undefined, []],
  ['a line that is not there', 'a', { line: 2, column: 1 }, undefined, []],
  ['no line', 'a', {}, undefined, []],
])('shows %s', (_, text, place, end, want) => {
  expect(codeFrame([text], { place: { file: 'a', ...place }, ...(end && { end }) })).toEqual(want);
});

it('shows a window of a minified line', () => {
  const frame = codeFrame([`${'x'.repeat(5000)}here${'y'.repeat(5000)}`], {
    place: { file: 'a', line: 1, column: 5001 },
    end: { line: 1, column: 5005 },
  });
  expect(frame.every((line) => line.length < 140)).toBe(true);
  expect(frame[0]!.indexOf('here')).toBe(frame[1]!.indexOf('^'));
});
