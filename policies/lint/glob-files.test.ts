import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globFiles, isGlob } from './glob-files.ts';

const FILES = [
  'a.json',
  'a.yaml',
  'b.yml',
  'x/a.yaml',
  'x/y/b1.yaml',
  'x/y/b2.yaml',
  'node_modules/p/a.yaml',
  '.hidden/a.yaml',
  'we[i]rd.yaml',
];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-glob-'));
  for (const file of FILES) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '');
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('globFiles', () => {
  it.each<readonly [string, readonly string[]]>([
    ['*.yaml', ['a.yaml', 'we[i]rd.yaml']],
    ['*.{json,yml}', ['a.json', 'b.yml']],
    ['**/a.yaml', ['.hidden/a.yaml', 'a.yaml', 'x/a.yaml']],
    ['x/**', ['x/a.yaml', 'x/y/b1.yaml', 'x/y/b2.yaml']],
    ['./x/y/b?.yaml', ['x/y/b1.yaml', 'x/y/b2.yaml']],
    ['x/y/b[!1].yaml', ['x/y/b2.yaml']],
    ['{x/y,x}/b*', ['x/y/b1.yaml', 'x/y/b2.yaml']],
    ['node_modules/**/*.yaml', ['node_modules/p/a.yaml']],
    ['nowhere/*.yaml', []],
    ['*.y+ml', []],
  ])('%s', async (glob, want) => {
    expect((await globFiles(glob, folder)).map((file) => relative(folder, file))).toEqual(want);
    expect((await globFiles(join(folder, glob), '/')).map((file) => relative(folder, file))).toEqual(want);
  });
});

it('takes links to files, and none to folders', async () => {
  await symlink('a.yaml', join(folder, 'link1.lnk'));
  await symlink('x', join(folder, 'link2.lnk'));
  expect(await globFiles('*.lnk', folder)).toEqual([join(folder, 'link1.lnk')]);
});

it.each(['[z-a].yaml', '*{a'])('refuses %s, which cannot be read', async (glob) => {
  await expect(globFiles(glob, folder)).rejects.toMatchObject({ code: 'USAGE', detail: expect.stringContaining(`'${glob}'`) as string });
});

it.each([
  ['a.yaml', false],
  ['a/{id}.yaml', false],
  ['*.yaml', true],
  ['a.{json,yaml}', true],
  ['[ab].yaml', true],
])('isGlob(%s) is %s', (text, want) => {
  expect(isGlob(text)).toBe(want);
});
