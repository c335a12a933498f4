import { expect, it } from 'vitest';
import { folderPattern } from './folder-pattern.ts';

it.each([
  ['contracts', 'contracts', 'contracts/a/contract.yaml', true],
  ['./contracts/', 'contracts', 'contracts/contract.yaml', true],
  ['contracts', 'contracts', 'contracts-old/contract.yaml', false],
  ['domains/*/contracts', 'domains', 'domains/claims/contracts/a/contract.yaml', true],
  ['domains/*/contracts', 'domains', 'domains/claims/deep/contracts/contract.yaml', false],
  ['**/contracts', '', 'contracts/contract.yaml', true],
  ['**/contracts', '', 'a/b/contracts/c/contract.yaml', true],
  ['**/contracts', '', 'a/b/my-contracts/contract.yaml', false],
  ['apis/v*', 'apis', 'apis/v1/contract.yaml', true],
  ['a.b', 'a.b', 'axb/contract.yaml', false],
  ['.', '', 'anything/contract.yaml', true],
])('%s, searched from %j, has %s: %s', (text, base, path, want) => {
  const pattern = folderPattern(text);
  expect(pattern.base).toBe(base);
  expect(pattern.contains(path)).toBe(want);
});
