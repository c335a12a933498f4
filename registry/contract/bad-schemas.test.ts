import { expect, test } from 'vitest';
import { refusalOf, HEAD, withSchema, type BadInputs } from './testing/bad-input.ts';

const cases: BadInputs = [
  [
    'a misspelt type',
    {
      files: { 'a.yaml': withSchema("{ type: 'strng' }") },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:10:43',
      says: /'type' names 'strng'.*did you mean 'string'/,
    },
  ],
  [
    'required that is no list',
    {
      files: { 'a.yaml': withSchema('{ required: a }') },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:10:43',
      says: /'required' must be an array of property names, not 'a'/,
    },
  ],
  [
    'a broken pattern',
    { files: { 'a.yaml': withSchema("{ pattern: '(' }") }, code: 'SCHEMA_INVALID', place: 'a.yaml:10:43', says: /no regular expression/ },
  ],
  [
    'a negative length',
    {
      files: { 'a.yaml': withSchema('{ minLength: -1 }') },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:10:43',
      says: /whole number of at least 0, not -1/,
    },
  ],
  [
    'a schema that is a string',
    {
      files: { 'a.yaml': withSchema('{ properties: { a: string } }') },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:10:57',
      says: /a schema must be an object, true or false, not 'string'/,
    },
  ],
  [
    'properties that are a list',
    {
      files: { 'a.yaml': withSchema('{ properties: [] }') },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:10:43',
      says: /'properties' must hold schemas by name/,
    },
  ],
  [
    'an invalid schema that nothing uses',
    {
      files: { 'a.yaml': `${HEAD}components:\n  schemas:\n    A: { enum: [] }\n` },
      code: 'SCHEMA_INVALID',
      place: 'a.yaml:5:10',
      says: /at least one value/,
    },
  ],
];

test.each(cases)('%s', async (_, input) => {
  expect(await refusalOf(input)).toEqual({ code: input.code, place: input.place, detail: expect.stringMatching(input.says) as string });
});
