import { expect, test } from 'vitest';
import { readContract } from './read-contract.ts';
import { refusalOf, HEAD, withSchema, type BadInputs } from './testing/bad-input.ts';
import { memoryTree } from './load/memory-tree.ts';

const cases: BadInputs = [
  [
    'a dangling local reference',
    {
      files: { 'a.yaml': withSchema("{ $ref: '#/components/schemas/Pett' }", 'components: { schemas: { Pet: {} } }') },
      code: 'REFERENCE_DANGLING',
      place: 'a.yaml:10:43',
      says: /'#\/components\/schemas' has no 'Pett'; did you mean 'Pet'\?/,
    },
  ],
  [
    'a dangling file',
    {
      files: { 'c/a.yaml': withSchema('{ $ref: ../schemas/pet.yaml }') },
      path: 'c/a.yaml',
      code: 'REFERENCE_DANGLING',
      place: 'c/a.yaml:10:43',
      says: /the file 'schemas\/pet\.yaml' does not exist/,
    },
  ],
  [
    'references that each lead through two others',
    {
      files: {
        'a.yaml': `${HEAD}a: { $ref: 'http://x/#/a/b' }\ncomponents: { schemas: { S: { $id: 'http://x/', a: { $ref: 'http://x/#/a/b' }, $ref: 'http://x/#/a/b' } } }\n`,
      },
      code: 'REFERENCE_DANGLING',
      place: 'a.yaml:4:80',
      says: /'#\/a' has no 'b'/,
    },
  ],
  [
    'a reference out of the workspace',
    {
      files: { 'c/a.yaml': withSchema('{ $ref: ../../etc/passwd }') },
      path: 'c/a.yaml',
      code: 'REFERENCE_FORBIDDEN',
      place: 'c/a.yaml:10:43',
      says: /leaves the workspace/,
    },
  ],
  [
    'a percent-encoded way out',
    {
      files: { 'a.yaml': withSchema('{ $ref: "%2e%2e/passwd" }') },
      code: 'REFERENCE_FORBIDDEN',
      place: 'a.yaml:10:43',
      says: /leaves the workspace/,
    },
  ],
  [
    'an absolute path',
    {
      files: { 'a.yaml': withSchema('{ $ref: /etc/passwd }') },
      code: 'REFERENCE_FORBIDDEN',
      place: 'a.yaml:10:43',
      says: /leaves the workspace/,
    },
  ],
  [
    'a file URL',
    {
      files: { 'a.yaml': withSchema('{ $ref: "file:///etc/passwd" }') },
      code: 'REFERENCE_FORBIDDEN',
      place: 'a.yaml:10:43',
      says: /only relative files/,
    },
  ],
  [
    'a host that is not allowed',
    {
      files: { 'a.yaml': withSchema('{ $ref: "https://example.com/x.json" }') },
      code: 'REFERENCE_FORBIDDEN',
      place: 'a.yaml:10:43',
      says: /host 'example\.com'.*allowedHosts/,
    },
  ],
  [
    'a file that is malformed',
    {
      files: { 'a.yaml': withSchema('{ $ref: b.yaml }'), 'b.yaml': 'a: [' },
      code: 'DOCUMENT_MALFORMED',
      place: 'b.yaml:1:5',
      says: /not YAML/,
    },
  ],
  [
    'a reference cycle without a schema',
    {
      files: {
        'a.yaml': withSchema(
          "{ $ref: '#/components/schemas/A' }",
          "components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n",
        ),
      },
      code: 'REFERENCE_CYCLE',
      place: 'a.yaml:13:10',
      says: /never reaches a value/,
    },
  ],
  [
    'a reference cycle of parameters',
    {
      files: {
        'a.yaml': `${HEAD}paths:\n  /x:\n    get:\n      parameters:\n        - $ref: '#/components/parameters/A'\ncomponents:\n  parameters:\n    A: { $ref: '#/components/parameters/A' }\n`,
      },
      code: 'REFERENCE_CYCLE',
      place: 'a.yaml:7:11',
      says: /never reaches a value/,
    },
  ],
  [
    'a schema that is its own part',
    {
      files: {
        'a.yaml': withSchema(
          "{ $ref: '#/components/schemas/A' }",
          "components:\n  schemas:\n    A:\n      allOf: [{ $ref: '#/components/schemas/A' }]\n",
        ),
      },
      code: 'REFERENCE_CYCLE',
      place: 'a.yaml:13:5',
      says: /A → A/,
    },
  ],
];

test.each(cases)('%s', async (_, input) => {
  expect(await refusalOf(input)).toEqual({ code: input.code, place: input.place, detail: expect.stringMatching(input.says) as string });
});

test('a long chain of schemas is no cycle, and costs no stack', async () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`S${index}`, { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }] }]),
  );
  const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, components: { schemas: { ...schemas, S20000: {} } } };
  expect((await readContract(memoryTree({ 'a.json': document }), 'a.json')).schemas.size).toBe(20_001);
});
