import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileTree } from '../file-tree.ts';
import { failureOf } from '../testing/contract-of.ts';
import { folderTree } from './folder-tree.ts';
import { resolveTreePath, treeFolder } from './tree-path.ts';

describe('a folder on disk', () => {
  let folder: string;
  let tree: FileTree;
  const read = async (path: string) => {
    const bytes = await tree.read(path);
    return bytes && Buffer.from(bytes).toString();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interlock-tree-'));
    await mkdir(join(folder, 'root/contracts/b'), { recursive: true });
    await mkdir(join(folder, 'root/node_modules/x'), { recursive: true });
    await mkdir(join(folder, 'rootbeside'));
    const files = {
      'root/contracts/b/api.yaml': 'b',
      'root/contracts/A.yaml': 'a',
      'root/node_modules/x/y.yaml': 'n',
      'rootbeside/secret.yaml': 's',
    };
    await Promise.all(Object.entries(files).map(([path, text]) => writeFile(join(folder, path), text)));
    await symlink(join(folder, 'rootbeside/secret.yaml'), join(folder, 'root/contracts/out.yaml'));
    await symlink('b/api.yaml', join(folder, 'root/contracts/in.yaml'));
    tree = folderTree(join(folder, 'root'), 'label/');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each<readonly [string, string, string | undefined]>([
    ['a file', 'contracts/b/api.yaml', 'b'],
    ['a path with dots', './contracts/../contracts/A.yaml', 'a'],
    ['a link that stays inside', 'contracts/in.yaml', 'b'],
    ['nothing', 'contracts/none.yaml', undefined],
    ['a folder', 'contracts', undefined],
    ['a path through a file', 'contracts/A.yaml/x', undefined],
    ['a path that leaves', '../rootbeside/secret.yaml', undefined],
    ['an absolute path', '/etc/passwd', undefined],
    ['a path with NUL', 'contracts/\0', undefined],
  ])('%s', async (_, path, want) => expect(await read(path)).toBe(want));

  test('a link that leaves is refused with its place', async () => {
    const error = await failureOf(tree.read('contracts/out.yaml'));
    expect({ code: error.code, file: error.place?.file }).toEqual({ code: 'REFERENCE_FORBIDDEN', file: 'label/contracts/out.yaml' });
  });

  test('lists files in order, without dependencies and links', async () => {
    expect(await tree.list('')).toEqual(['contracts/A.yaml', 'contracts/b/api.yaml']);
    expect(await tree.list('contracts/b')).toEqual(['contracts/b/api.yaml']);
    expect(await tree.list('nowhere')).toEqual([]);
    expect(await tree.list('../rootbeside')).toEqual([]);
  });

  test('a folder that does not exist has no files', async () => {
    const none = folderTree(join(folder, 'none'));
    expect([await none.read('a'), await none.list('')]).toEqual([undefined, []]);
  });
});

test.each<readonly [string, string, string | undefined]>([
  ['a/b', 'c.yaml', 'a/b/c.yaml'],
  ['a/b', '../c.yaml', 'a/c.yaml'],
  ['a/b', '../../c.yaml', 'c.yaml'],
  ['a/b', '../../../c.yaml', undefined],
  ['', './x//y', 'x/y'],
  ['', 'C:/x', undefined],
  ['', 'x\\y', undefined],
  ['', '/x', undefined],
])('%s and %s', (folder, relative, want) => expect(resolveTreePath(folder, relative)).toBe(want));

test('the folder of a path', () => expect([treeFolder('a/b/c'), treeFolder('c')]).toEqual(['a/b', '']));
