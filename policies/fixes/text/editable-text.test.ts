import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { EditableText } from './editable-text.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

const node = (file: EditableText, pointer: string) => file.find(pointer)!.value;

const YAML: readonly (readonly [string, string, (file: EditableText) => TextEdit | undefined, string])[] = [
  ['a plain text', 'version: 1 # first\n', (file) => file.replaceText(node(file, '/version'), '1.0.0'), 'version: 1.0.0 # first\n'],
  ['a text in marks', "a: 'x' # c\n", (file) => file.replaceText(node(file, '/a'), "it's"), "a: 'it''s' # c\n"],
  ['a text in double marks', 'a: "x"\n', (file) => file.replaceText(node(file, '/a'), 'y'), 'a: "y"\n'],
  ['a text that YAML would take for a number', 'a: x\n', (file) => file.replaceText(node(file, '/a'), '1.5'), "a: '1.5'\n"],
  ['a reference within the document', "a: '#/b'\n", (file) => file.replaceText(node(file, '/a'), '#/c'), "a: '#/c'\n"],
  ['a key', 'a:\n  b_c: 1 # n\n', (file) => file.renameKey(file.find('/a/b_c')!, 'bC'), 'a:\n  bC: 1 # n\n'],
  ['a template', '/a/{b_c}:\n  x: 1\n', (file) => file.renameKey(file.find('/~1a~1{b_c}')!, '/a/{bC}'), '/a/{bC}:\n  x: 1\n'],
  [
    'a member after another one, whose comment stays',
    "r:\n  '200': { description: ok } # fine\n  # bad\n  '500': { description: no }\n",
    (file) => file.insertMember(node(file, '/r'), '401', { $ref: '#/c' }, '200'),
    "r:\n  '200': { description: ok } # fine\n  '401': { $ref: '#/c' }\n  # bad\n  '500': { description: no }\n",
  ],
  [
    'a member after one of many lines',
    'r:\n  a:\n    b: |\n      text\n\n\nz: 1\n',
    (file) => file.insertMember(node(file, '/r'), 'c', { $ref: 'd.yaml' }, 'a'),
    'r:\n  a:\n    b: |\n      text\n  c: { $ref: d.yaml }\n\n\nz: 1\n',
  ],
  [
    'a member before all others',
    'r:\n  "500": no\n',
    (file) => file.insertMember(node(file, '/r'), '401', { $ref: 'c.yaml' }),
    'r:\n  "401": { $ref: c.yaml }\n  "500": no\n',
  ],
  ['a member at the end of a file without a last line break', 'a: 1', (file) => file.insertMember(file.root!, 'b', 'c', 'a'), 'a: 1\nb: c'],
  [
    'a member between braces',
    'r: { a: 1, b: 2 }\n',
    (file) => file.insertMember(node(file, '/r'), 'c', 'd', 'a'),
    'r: { a: 1, c: d, b: 2 }\n',
  ],
  ['a member between no braces yet', 'r: {}\n', (file) => file.insertMember(node(file, '/r'), 'c', 'd'), 'r: { c: d }\n'],
  [
    'members between no braces yet',
    'r: {}\n',
    (file) => file.insertMembers(node(file, '/r'), { 401: { $ref: 'a.yaml' }, b: 'c' }),
    "r: { '401': { $ref: a.yaml }, b: c }\n",
  ],
  [
    'members after another one',
    'r:\n  a: 1 # one\nz: 1\n',
    (file) => file.insertMembers(node(file, '/r'), { b: 'x', c: 'y' }, 'a'),
    'r:\n  a: 1 # one\n  b: x\n  c: y\nz: 1\n',
  ],
  [
    'members before all others between braces',
    'r: { a: 1 }\n',
    (file) => file.insertMembers(node(file, '/r'), { b: 'x', c: 'y' }),
    'r: { b: x, c: y, a: 1 }\n',
  ],
  [
    'lines that end as on Windows',
    'r:\r\n  a: 1\r\nz: 1\r\n',
    (file) => file.insertMember(node(file, '/r'), 'b', 'c', 'a'),
    'r:\r\n  a: 1\r\n  b: c\r\nz: 1\r\n',
  ],
  [
    'an item of a list in line with its key',
    'p:\n- $ref: a\n# end\nq: 1\n',
    (file) => file.appendItem(node(file, '/p'), { $ref: 'b' }),
    'p:\n- $ref: a\n- $ref: b\n# end\nq: 1\n',
  ],
  [
    'an item of a list between brackets',
    'p: [{ $ref: a }]\n',
    (file) => file.appendItem(node(file, '/p'), { $ref: 'b' }),
    'p: [{ $ref: a }, { $ref: b }]\n',
  ],
  [
    'a reference in the place of a map',
    'm:\n  type: object\n  properties:\n    a: { type: string }\nn: 1 # one\n',
    (file) => file.replaceByReference(node(file, '/m'), '../c/m.yaml'),
    'm:\n  $ref: ../c/m.yaml\nn: 1 # one\n',
  ],
  [
    'a reference beside a description that is kept',
    'm:\n  description: >-\n    Paid\n    on time.\n  type: object\n',
    (file) => file.replaceByReference(node(file, '/m'), 'm.yaml', [file.find('/m/description')!]),
    'm:\n  description: >-\n    Paid\n    on time.\n  allOf:\n    - $ref: m.yaml\n',
  ],
];

const JSON_CASES: readonly (readonly [string, string, (file: EditableText) => TextEdit | undefined, string])[] = [
  ['a text', '{"a": "x"}', (file) => file.replaceText(node(file, '/a'), 'y'), '{"a": "y"}'],
  ['a number', '{"a": 1}', (file) => file.replaceText(node(file, '/a'), '1.0.0'), '{"a": "1.0.0"}'],
  [
    'a member on lines of its own',
    '{\n    "r": {\n        "200": {}\n    }\n}\n',
    (file) => file.insertMember(node(file, '/r'), '401', { $ref: '#/c' }, '200'),
    '{\n    "r": {\n        "200": {},\n        "401": {\n            "$ref": "#/c"\n        }\n    }\n}\n',
  ],
  [
    'first members',
    '{\n  "r": {}\n}',
    (file) => file.insertMembers(node(file, '/r'), { 401: 'a', 403: 'b' }),
    '{\n  "r": {\n    "401": "a",\n    "403": "b"\n  }\n}',
  ],
  ['a first member', '{\n\t"r": {}\n}', (file) => file.insertMember(node(file, '/r'), 'a', 'b'), '{\n\t"r": {\n\t\t"a": "b"\n\t}\n}'],
];

describe('editing a text in place', () => {
  it.each(YAML)('of YAML: %s', (_, before, edit, after) => {
    const file = new EditableText(before, 'a.yaml');
    expect(applyEdits(before, [edit(file)!])).toBe(after);
    expect(() => load(after)).not.toThrow();
  });

  it.each(JSON_CASES)('of JSON: %s', (_, before, edit, after) => {
    const file = new EditableText(before, 'a.json');
    expect(applyEdits(before, [edit(file)!])).toBe(after);
    expect(() => JSON.parse(after) as unknown).not.toThrow();
  });

  it.each<readonly [string, string, (file: EditableText) => unknown]>([
    ['a block of text', 'a: |\n  x\n', (file) => file.replaceText(node(file, '/a'), 'y')],
    [
      'behind a block that keeps its blank lines',
      'r:\n  a: |+\n    x\n\nz: 1\n',
      (file) => file.insertMember(node(file, '/r'), 'b', 'c', 'a'),
    ],
    ['a map with a comment in it', 'm:\n  type: object # so\n', (file) => file.replaceByReference(node(file, '/m'), 'm.yaml')],
    ['within an alias', 'a: &x { b: 1 }\nc: *x\n', (file) => file.find('/c/b')],
    ['of several documents', 'a: 1\n---\nb: 1\n', (file) => file.find('/a')],
  ])('is refused: %s', (_, before, edit) => {
    expect(edit(new EditableText(before, 'a.yaml'))).toBeUndefined();
  });
});
