import { expect, test } from 'vitest';
import { readContract } from './read-contract.ts';
import { refusalOf, HEAD, withSchema, type BadInputs } from './testing/bad-input.ts';
import { failureOf } from './testing/contract-of.ts';
import { memoryTree } from './load/memory-tree.ts';

function laughs(levels: number): string {
  const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level < levels; level += 1)
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  return lines.join('\n');
}

const cases: BadInputs = [
  ['a missing file', { files: {}, path: 'nowhere.yaml', code: 'FILE_NOT_FOUND', place: 'nowhere.yaml', says: /does not exist/ }],
  ['an empty file', { files: { 'a.yaml': '' }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /empty/ }],
  ['an empty JSON file', { files: { 'a.json': ' \n' }, code: 'DOCUMENT_MALFORMED', place: 'a.json:1:1', says: /empty/ }],
  [
    'not YAML',
    { files: { 'a.yaml': 'openapi: 3.1.0\ninfo: {title: [}' }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml:2:16', says: /not YAML/ },
  ],
  [
    'a duplicate key',
    { files: { 'a.yaml': `${HEAD}info: {}\n` }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml:3:1', says: /duplicated mapping key/ },
  ],
  [
    'a tag of its own',
    { files: { 'a.yaml': 'a: !!js/function x' }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml:1:4', says: /unknown scalar tag/ },
  ],
  [
    'two documents',
    { files: { 'a.yaml': '---\na: 1\n---\nb: 1\n' }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /single document/ },
  ],
  ['not JSON', { files: { 'a.json': '{\n  "openapi": "3.1.0",\n}' }, code: 'DOCUMENT_MALFORMED', place: 'a.json:3:1', says: /not JSON/ }],
  [
    'truncated JSON',
    { files: { 'a.json': '{\n  "openapi": "3.1' }, code: 'DOCUMENT_MALFORMED', place: 'a.json:2:18', says: /[Uu]nterminated/ },
  ],
  [
    'JSON with a bare word',
    { files: { 'a.json': '{\n  "a": truth\n}' }, code: 'DOCUMENT_MALFORMED', place: 'a.json:2:8', says: /Unexpected token/ },
  ],
  ['binary', { files: { 'a.yaml': Uint8Array.of(1, 0, 2, 0) }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /binary/ }],
  [
    'UTF-16',
    { files: { 'a.yaml': Uint8Array.of(0xff, 0xfe, 0x61, 0) }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /UTF-16.*UTF-8/ },
  ],
  [
    'Latin-1',
    { files: { 'a.yaml': Buffer.from('a: 1\nb: é\n', 'latin1') }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /line 2 .*UTF-8/ },
  ],
  ['a YAML bomb', { files: { 'a.yaml': laughs(12) }, code: 'DOCUMENT_TOO_LARGE', place: 'a.yaml', says: /aliases expand to more than/ }],
  [
    'an alias within its anchor',
    { files: { 'a.yaml': 'a: &a [*a]' }, code: 'DOCUMENT_MALFORMED', place: 'a.yaml', says: /within its own anchor/ },
  ],
  ['deep YAML', { files: { 'a.yaml': '['.repeat(9000) }, code: 'DOCUMENT_TOO_LARGE', place: 'a.yaml:1:256', says: /nesting/ }],
  [
    'deep JSON',
    {
      files: { 'a.json': `${'['.repeat(90_000)}${']'.repeat(90_000)}` },
      code: 'DOCUMENT_TOO_LARGE',
      place: 'a.json',
      says: /nested deeper than 256/,
    },
  ],
  [
    'no specification',
    { files: { 'a.yaml': 'title: x' }, code: 'SPECIFICATION_UNKNOWN', place: 'a.yaml:1:1', says: /neither 'openapi' nor 'asyncapi'/ },
  ],
  ['a list', { files: { 'a.yaml': '- x' }, code: 'SPECIFICATION_UNKNOWN', place: 'a.yaml:1:1', says: /must be an object/ }],
  [
    'Swagger 2.0',
    { files: { 'a.yaml': 'info: {}\nswagger: "2.0"' }, code: 'SPECIFICATION_UNKNOWN', place: 'a.yaml:2:1', says: /swagger2openapi/ },
  ],
  [
    'OpenAPI 4',
    {
      files: { 'a.yaml': 'openapi: 4.0.0' },
      code: 'SPECIFICATION_UNKNOWN',
      place: 'a.yaml:1:1',
      says: /'4\.0\.0' is not read; OpenAPI 3\.0, 3\.1 and 3\.2/,
    },
  ],
  ['AsyncAPI 1', { files: { 'a.yaml': 'asyncapi: 1.2.0' }, code: 'SPECIFICATION_UNKNOWN', place: 'a.yaml:1:1', says: /convert/ }],
  [
    'paths that are a list',
    { files: { 'a.yaml': `${HEAD}paths: []` }, code: 'SPECIFICATION_INVALID', place: 'a.yaml:3:1', says: /'paths' must hold path items/ },
  ],
  [
    'a parameter in nowhere',
    {
      files: { 'a.yaml': `${HEAD}paths:\n  /x:\n    get:\n      parameters:\n        - { name: a, in: body }\n` },
      code: 'SPECIFICATION_INVALID',
      place: 'a.yaml:7:11',
      says: /must be 'in' one of path, query/,
    },
  ],
  [
    'a duplicate operationId',
    {
      files: { 'a.yaml': `${HEAD}paths:\n  /x:\n    get: { operationId: same }\n  /y:\n    get: { operationId: same }\n` },
      code: 'OPERATION_DUPLICATE',
      place: 'a.yaml:7:5',
      says: /'same' is declared twice, first at a\.yaml:5:5/,
    },
  ],
  [
    'an event operation without channel',
    {
      files: { 'a.yaml': 'asyncapi: 3.0.0\ninfo: {}\noperations:\n  a: { action: send }\n' },
      code: 'SPECIFICATION_INVALID',
      place: 'a.yaml:4:3',
      says: /needs a 'channel'/,
    },
  ],
  [
    'an event operation without action',
    {
      files: { 'a.yaml': 'asyncapi: 3.0.0\ninfo: {}\noperations:\n  a: {}\n' },
      code: 'SPECIFICATION_INVALID',
      place: 'a.yaml:4:3',
      says: /needs an 'action'/,
    },
  ],
  [
    'a duplicate operationId of events',
    {
      files: {
        'a.yaml':
          'asyncapi: 2.6.0\ninfo: {}\nchannels:\n  a: { publish: { operationId: same } }\n  b: { publish: { operationId: same } }\n',
      },
      code: 'OPERATION_DUPLICATE',
      place: 'a.yaml:5:8',
      says: /first at a\.yaml:4:8/,
    },
  ],
];

test.each(cases)('%s', async (_, input) => {
  expect(await refusalOf(input)).toEqual({ code: input.code, place: input.place, detail: expect.stringMatching(input.says) as string });
});

test('the limits can be lowered', async () => {
  const error = await failureOf(readContract(memoryTree({ 'a.yaml': HEAD }), 'a.yaml', { limits: { documentBytes: 10 } }));
  expect(error.code).toBe('DOCUMENT_TOO_LARGE');
  expect(error.detail).toMatch(/the limit is 10/);
});

test('a YAML bomb is refused fast', async () => {
  const start = performance.now();
  await failureOf(readContract(memoryTree({ 'a.yaml': laughs(60) }), 'a.yaml'));
  expect(performance.now() - start).toBeLessThan(1000);
});

test('a byte order mark and CRLF are ordinary', async () => {
  const text = `\ufeff${withSchema('{ type: strng }').replaceAll('\n', '\r\n')}`;
  const error = await failureOf(readContract(memoryTree({ 'a.yaml': text }), 'a.yaml'));
  expect(error.place).toEqual({ file: 'a.yaml', line: 10, column: 43 });
});
