import { expect, it } from 'vitest';
import { isAtPlace } from './waived-place.ts';

const at = { path: 'contracts/billing/openapi.yaml', pointer: '/paths/~1a~1{id}/get/responses/200' };

it.each<[string, string | undefined, string, boolean]>([
  ['the pointer itself', undefined, '/paths/~1a~1{id}/get/responses/200', true],
  ['another pointer', undefined, '/paths/~1a~1{id}/get/responses/201', false],
  ['its parent', undefined, '/paths/~1a~1{id}/get/responses', false],
  ['any one step', undefined, '/paths/*/get/responses/200', true],
  ['part of a step', undefined, '/paths/~1a*/get/responses/2*', true],
  ['too few steps', undefined, '/paths/*/responses/200', false],
  ['any number of steps', undefined, '/paths/**/200', true],
  ['no step', undefined, '/paths/**/~1a~1{id}/get/responses/200', true],
  ['all below', undefined, '/paths/**', true],
  ['anything', undefined, '/**', true],
  ['the whole document alone', undefined, '', false],
  ['marks of expressions', undefined, '/paths/~1a~1{..}/get/responses/200', false],
  ['the file', 'contracts/billing/openapi.yaml', '/**', true],
  ['files by glob', 'contracts/**/*.yaml', '/**', true],
  ['another file', 'contracts/openapi.yaml', '/**', false],
])('%s', (_name, file, pointer, is) => {
  expect(isAtPlace({ ...(file !== undefined && { file }), pointer }, at)).toBe(is);
});

it('takes the empty pointer for the document as a whole', () => {
  expect(isAtPlace({ pointer: '' }, { path: 'a.yaml', pointer: '' })).toBe(true);
});
