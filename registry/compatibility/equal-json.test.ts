import { expect, test } from 'vitest';
import { equalJson } from './equal-json.ts';

test.each<readonly [unknown, unknown, boolean]>([
  [1, 1, true],
  [1, '1', false],
  [null, null, true],
  [null, {}, false],
  [[], {}, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: [{}] }, { b: [{}], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: 1 }, { b: 1 }, false],
  [JSON.parse('{"__proto__": 1}'), {}, false],
])('%j and %j: %s', (one, other, answer) => {
  expect([equalJson(one, other), equalJson(other, one)]).toEqual([answer, answer]);
});
