import { describe, expect, test } from 'vitest';
import { PositionIndex } from './position-index.ts';

const yaml = `# comment
base: &base
  shared: 1
  "quoted key": 'x'
list:
  - first
  - a: 1
    b: |
      text
    c: after
  - *base
flow: { x: [1, { y: 2 }] }
merged:
  <<: [*base, { other: 2 }]
  own: 3
alias: *base
/paths/{id}: ~
empty:
`;

describe('YAML', () => {
  const index = new PositionIndex(yaml, 100);
  test.each<readonly [string, number, number]>([
    ['', 2, 1],
    ['/base', 2, 1],
    ['/base/shared', 3, 3],
    ['/base/quoted key', 4, 3],
    ['/list/0', 6, 5],
    ['/list/1', 7, 5],
    ['/list/1/a', 7, 5],
    ['/list/1/c', 10, 5],
    ['/list/2/shared', 3, 3],
    ['/flow/x/1/y', 12, 18],
    ['/merged/own', 15, 3],
    ['/merged/shared', 3, 3],
    ['/merged/other', 14, 17],
    ['/alias/shared', 3, 3],
    ['/~1paths~1{id}', 17, 1],
    ['/empty', 18, 1],
    ['/empty/gone/deeper', 18, 1],
    ['/list/7', 5, 1],
    ['/nowhere', 2, 1],
  ])('%s', (pointer, line, column) => expect(index.find(pointer)).toEqual({ line, column }));
});

test('JSON with tabs and CRLF', () => {
  const index = new PositionIndex('{\r\n\t"a": {\r\n\t\t"b\\/c": [1,\t{"d": "x"}]\r\n\t}\r\n}', 100);
  expect(index.find('/a/b~1c/1/d')).toEqual({ line: 3, column: 16 });
  expect(index.find('/a/b~1c/1')).toEqual({ line: 3, column: 15 });
  expect(index.find('')).toEqual({ line: 1, column: 1 });
});

test('a document marker and an anchor at the root', () => {
  const index = new PositionIndex('--- &root\na:\n  b: *root\n', 100);
  expect(index.find('/a/b')).toEqual({ line: 3, column: 3 });
});
