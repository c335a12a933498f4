import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gitTree } from './git-tree.ts';

let repository: string;
const text = async (bytes: Promise<Uint8Array | undefined>) => (await bytes) && new TextDecoder().decode(await bytes);

function git(...args: string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'protocol.file.allow=always',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', [...identity, ...args], { cwd: repository, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'interlock-git-'));
  git('init', '--quiet', '--initial-branch=main');
  await mkdir(join(repository, 'shop/contracts/ünïcode "quoted"'), { recursive: true });
  await writeFile(join(repository, 'outside.yaml'), 'outside: true\n');
  await writeFile(join(repository, 'shop/a.yaml'), 'first\n');
  await writeFile(join(repository, 'shop/empty.yaml'), '');
  await writeFile(join(repository, 'shop/bytes.bin'), Uint8Array.from([0, 255, 10, 13, 0]));
  await writeFile(join(repository, 'shop/contracts/ünïcode "quoted"/b.yaml'), 'b\n');
  await symlink('../outside.yaml', join(repository, 'shop/link.yaml'));
  await symlink('contracts', join(repository, 'shop/folder-link'));
  git('add', '.');
  git('update-index', '--add', '--cacheinfo', '160000,1234567890123456789012345678901234567890,shop/module');
  git('commit', '--quiet', '-m', 'first');
  git('tag', 'v1');
  await writeFile(join(repository, 'shop/a.yaml'), 'second\n');
  git('add', 'shop/a.yaml');
  git('commit', '--quiet', '-m', 'second');
});

afterAll(() => rm(repository, { recursive: true, force: true }));

describe('gitTree', () => {
  it('reads a folder of the repository as it was, while the disk has moved on', async () => {
    const tree = await gitTree(join(repository, 'shop'), 'v1');
    expect(tree.label).toBe('v1:');
    expect(await text(tree.read('a.yaml'))).toBe('first\n');
    expect(await text((await gitTree(join(repository, 'shop'), 'HEAD')).read('./a.yaml'))).toBe('second\n');
    expect(await text((await gitTree(join(repository, 'shop'), 'main~1')).read('a.yaml'))).toBe('first\n');
    expect(await tree.list('')).toContain('contracts/ünïcode "quoted"/b.yaml');
    expect(await tree.list('contracts')).toEqual(['contracts/ünïcode "quoted"/b.yaml']);
  });

  it('keeps files that are read at once apart, byte for byte', async () => {
    const tree = await gitTree(join(repository, 'shop'), 'v1');
    const [a, empty, bytes, b, again] = await Promise.all(
      ['a.yaml', 'empty.yaml', 'bytes.bin', 'contracts/ünïcode "quoted"/b.yaml', 'a.yaml'].map((path) => tree.read(path)),
    );
    expect(new TextDecoder().decode(a)).toBe('first\n');
    expect(empty).toHaveLength(0);
    expect([...bytes!]).toEqual([0, 255, 10, 13, 0]);
    expect(new TextDecoder().decode(b)).toBe('b\n');
    expect(again).toEqual(a);
  });

  it('knows which files are the same in another commit', async () => {
    const [before, after] = await Promise.all(['v1', 'HEAD'].map((ref) => gitTree(join(repository, 'shop'), ref)));
    const same = ['a.yaml', 'empty.yaml', 'missing.yaml', 'folder-link/x.yaml', '../outside.yaml'].map((path) => [
      path,
      before!.objectOf(path) === after!.objectOf(path),
      before!.objectOf(path) !== undefined,
    ]);
    expect(same).toEqual([
      ['a.yaml', false, true],
      ['empty.yaml', true, true],
      ['missing.yaml', true, false],
      ['folder-link/x.yaml', true, true],
      ['../outside.yaml', true, false],
    ]);
  });

  it('has neither absent files, nor folders, nor what is outside of the folder', async () => {
    const tree = await gitTree(join(repository, 'shop'), 'v1');
    expect(await tree.read('missing.yaml')).toBeUndefined();
    expect(await tree.read('contracts')).toBeUndefined();
    expect(await tree.read('../outside.yaml')).toBeUndefined();
    expect(await tree.read('/outside.yaml')).toBeUndefined();
    expect(await tree.list('..')).toEqual([]);
  });

  it.each([
    ['link.yaml', "'link.yaml' is a symbolic link"],
    ['folder-link/x.yaml', "'folder-link' is a symbolic link"],
    ['module/x.yaml', "'module' is a submodule"],
  ])('refuses %s', async (path, message) => {
    const tree = await gitTree(join(repository, 'shop'), 'v1');
    await expect(tree.read(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE', detail: expect.stringContaining(message) });
  });

  it.each([
    ['an unknown ref', 'nope', 'names no commit'],
    ['an option', '--output=x', 'is no git ref'],
    ['nothing', '', 'is no git ref'],
    ['a ref of two lines', 'a\nb', 'is no git ref'],
    ['a blob', 'HEAD:outside.yaml', 'names no commit'],
  ])('refuses %s', async (_, ref, message) => {
    await expect(gitTree(repository, ref)).rejects.toMatchObject({ code: 'GIT_FAILED', detail: expect.stringContaining(message) });
  });

  it('refuses a folder in no repository, and no folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'interlock-no-git-'));
    await expect(gitTree(folder, 'HEAD')).rejects.toMatchObject({
      code: 'GIT_FAILED',
      detail: expect.stringContaining('no git repository'),
    });
    await rm(folder, { recursive: true });
    await expect(gitTree(folder, 'HEAD')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
