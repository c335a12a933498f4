import { describe, expect, test } from 'vitest';
import type { MediaType } from '../../contract/index.ts';
import { mediaTypePairs, mediaTypesMissing } from './media-type-pairs.ts';
import { canonicalType, concreteType, isRange, judgingOf, mediaTypeFor } from './media-types.ts';

const content = (...types: readonly string[]): readonly MediaType[] =>
  types.map((mediaType) => ({
    mediaType,
    direction: 'input',
    schema: true,
    examples: [],
    encoding: {},
    location: { file: '', pointer: `/${mediaType}` },
  }));

describe('mediaTypeFor', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['application/json', ['*/*', 'application/*', 'application/json'], 'application/json'],
    ['application/xml', ['*/*', 'application/*', 'application/json'], 'application/*'],
    ['text/plain', ['application/*', '*/*'], '*/*'],
    ['text/plain', ['application/*'], undefined],
    ['Application/JSON', ['application/json'], 'application/json'],
    ['application/vnd.x+json', ['application/*', 'application/*+json'], 'application/*+json'],
    ['application/json', ['application/*+json'], undefined],
    ['application/json; charset=utf-8', ['application/json'], 'application/json'],
    ['application/json', ['application/json; charset=utf-8'], 'application/json; charset=utf-8'],
    ['application/json; version=1', ['application/json', 'application/json; version=1'], 'application/json; version=1'],
    ['application/json; version=2', ['application/json; version=1'], undefined],
    ['application/json', ['application/json; version=1'], undefined],
  ])('%s under %j', (concrete, declared, want) => {
    expect(mediaTypeFor(content(...declared), concrete)?.mediaType).toBe(want);
  });
});

test.each([
  ['*/*', true, 'x-interlock/vnd.interlock.witness'],
  ['text/*', true, 'text/vnd.interlock.witness'],
  ['application/*+json', true, 'application/vnd.interlock.witness+json'],
  ['application/json;version=1', false, 'application/json; version=1'],
])('%s is a range: %s, shown as %s', (mediaType, range, concrete) => {
  expect([isRange(mediaType), concreteType(mediaType)]).toEqual([range, concrete]);
});

test.each([
  ['Application/JSON ; charset=UTF-8', 'application/json', true],
  ['a/b;x=1;y=2', 'a/b; y=2; x="1"', true],
  ['a/b;x=1', 'a/b;x=2', false],
  ['a/b', 'a/*', false],
])('%s and %s are the same: %s', (one, other, same) => {
  expect(canonicalType(one) === canonicalType(other)).toBe(same);
});

test.each([
  ['application/problem+json', 'json'],
  ['application/json; charset=utf-8', 'json'],
  ['application/x-www-form-urlencoded', 'text'],
  ['multipart/form-data', 'text'],
  ['text/csv', 'text'],
  ['text/xml', 'opaque'],
  ['application/pdf', 'opaque'],
])('%s is judged as %s', (mediaType, want) => {
  expect(judgingOf(mediaType)).toBe(want);
});

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['a/b'], ['a/b'], ['a/b under a/b']],
  [['a/b'], ['a/*'], ['a/b under a/*']],
  [['a/*'], ['a/b'], ['a/vnd.interlock.witness refused', 'a/b under a/b']],
  [['*/*'], ['a/*'], ['x-interlock/vnd.interlock.witness refused', 'a/vnd.interlock.witness under a/*']],
  [['a/*', 'a/b'], ['a/b'], ['a/vnd.interlock.witness refused', 'a/b under a/b']],
])('%j sent to %j', (sender, receiver, want) => {
  const pairs = mediaTypePairs(content(...sender), content(...receiver));
  expect(pairs.map((pair) => `${pair.contentType} ${pair.receiver ? `under ${pair.receiver.mediaType}` : 'refused'}`)).toEqual(want);
});

test.each<[readonly string[], readonly string[], readonly string[]]>([
  [['a/b', 'c/d'], ['a/*'], ['c/d']],
  [['a/*'], ['a/b'], ['a/* partly']],
  [['*/*'], ['*/*'], []],
])('%j lacks in %j', (own, others, want) => {
  const missing = mediaTypesMissing(content(...own), content(...others));
  expect(missing.map(({ mediaType, isPartly }) => `${mediaType.mediaType}${isPartly ? ' partly' : ''}`)).toEqual(want);
});
