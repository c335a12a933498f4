import { expect, it } from 'vitest';
import { LOCKED_FOLDERS, missingOptionalPackages, readLockfile } from './lockfile.ts';

it.each(LOCKED_FOLDERS)(
  "'%s' locks the packages of every platform, or npm ci refuses it (node scripts/complete-lockfile.ts puts them back)",
  (folder) => {
    expect(missingOptionalPackages(readLockfile(folder))).toEqual([]);
  },
);

it.each(LOCKED_FOLDERS)("'%s' locks no download address: packages come from the registry that npm is set to", (folder) => {
  const addressed = Object.entries(readLockfile(folder).packages).filter(([, locked]) => 'resolved' in locked);
  expect(addressed).toEqual([]);
});

it('finds optional packages that were dropped, wherever npm may have placed them', () => {
  const packages = {
    '': {},
    'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-x64': '1.0.0' }, dev: true },
    'node_modules/a/node_modules/a-linux-x64': {},
    'node_modules/b': { optionalDependencies: { 'b-linux-x64': '2.0.0' } },
    'node_modules/b-linux-x64': {},
  };
  expect(missingOptionalPackages({ packages })).toEqual([{ name: 'a-darwin-x64', version: '1.0.0', dev: true }]);
});
