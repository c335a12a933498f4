import { expect, test } from 'vitest';
import { childPointer } from '../json-pointer.ts';
import { JsonPositionIndex } from './json-position-index.ts';
import { PositionIndex } from './position-index.ts';

const TEXT = `{
  "a": { "b/c": [1, "x", { "d~e": null }], "escaped \\" \\\\": true },
\t"list":[ [], {} ,[ -1.5e3 , false ]],
  "\\u0061bc": "text with , } ] and \\\\",
  "twice": 1,
  "twice": { "deep": 2 }
}`;

test.each<readonly [string, number, number]>([
  ['', 1, 1],
  ['/a', 2, 3],
  ['/a/b~1c/2/d~0e', 2, 28],
  ['/a/b~1c/9', 2, 10],
  ['/a/escaped " \\', 2, 44],
  ['/list/2/1', 3, 30],
  ['/abc', 4, 3],
  ['/abc/deeper', 4, 3],
  ['/twice/deep', 6, 14],
])('%s', (pointer, line, column) => expect(new JsonPositionIndex(TEXT).find(pointer)).toEqual({ line, column }));

test('says the same as the index of YAML', () => {
  const value: unknown = JSON.parse(TEXT.replace('"twice": 1,', '"once": 1,'));
  const text = JSON.stringify(value, undefined, 1);
  const [json, yaml] = [new JsonPositionIndex(text), new PositionIndex(text)];
  const pointers: string[] = [];
  const visit = (part: unknown, pointer: string): void => {
    pointers.push(pointer);
    if (typeof part === 'object' && part !== null)
      for (const [key, inner] of Object.entries(part)) visit(inner, childPointer(pointer, key));
  };
  visit(value, '');
  expect(pointers.length).toBeGreaterThan(15);
  for (const pointer of pointers) expect([pointer, json.find(pointer)]).toEqual([pointer, yaml.find(pointer)]);
});

test('an empty document and a value alone', () => {
  expect(new JsonPositionIndex(' \n 7').find('/x')).toEqual({ line: 2, column: 2 });
  expect(new JsonPositionIndex('[]').find('/0')).toEqual({ line: 1, column: 1 });
});
