import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderTree, loggedTree, ReadLog } from '../../registry/contract/index.ts';
import { FindingsCache, type Question } from './findings-cache.ts';

let folder: string;
let files: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-cache-'));
  files = join(folder, 'files');
  await write({ 'a.yaml': 'a', 'shared/b.yaml': 'b', 'rules.yaml': 'r' });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(join(files, path, '..'), { recursive: true });
    await writeFile(join(files, path), text);
  }
}

/** Asks in a process of its own, so to say; works it out when there is no answer. */
async function ask(asked = 'what', at = join(folder, 'cache')): Promise<'kept' | 'worked out'> {
  const cache = new FindingsCache(at);
  const reads = new ReadLog();
  const elsewhere = new ReadLog();
  const tree = folderTree(files);
  const question: Question = { asked, path: 'a.yaml', tree };
  const found = await cache.find<string>(question);
  if (found) {
    expect([found.value, [...found.reads.files.keys()].sort()]).toEqual(['answer', ['a.yaml', 'gone.yaml', 'shared/b.yaml']]);
    return 'kept';
  }
  const logged = loggedTree(tree, reads);
  for (const path of ['a.yaml', 'gone.yaml', 'shared/b.yaml']) await logged.read(path);
  await logged.list('shared');
  await loggedTree(tree, elsewhere, (path) => join(files, path)).read('rules.yaml');
  await cache.keep(question, { value: 'answer', reads, elsewhere });
  return 'worked out';
}

async function entries(): Promise<string[]> {
  const names = await readdir(join(folder, 'cache'), { recursive: true });
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, 'cache', name));
}

describe('FindingsCache', () => {
  it('gives the answer of a former run', async () => {
    expect([await ask(), await ask(), await ask('another')]).toEqual(['worked out', 'kept', 'worked out']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the document changed', () => write({ 'a.yaml': 'A' })],
    ['what it refers to changed', () => write({ 'shared/b.yaml': 'B' })],
    ['what was missing is there', () => write({ 'gone.yaml': '' })],
    ['what it refers to is gone', () => rm(join(files, 'shared/b.yaml'))],
    ['a folder that was listed has one more file', () => write({ 'shared/c.yaml': '' })],
    ['a ruleset changed', () => write({ 'rules.yaml': 'R' })],
    ['a ruleset is gone', () => rm(join(files, 'rules.yaml'))],
    ['the entry is cut short', async () => writeFile((await entries())[0]!, '{"value":"answer","files":[')],
    [
      'the entry lists no files but something else',
      async () => writeFile((await entries())[0]!, '{"value":"answer","files":[null],"folders":[],"elsewhere":[]}'),
    ],
    ['the entry is something else', async () => writeFile((await entries())[0]!, 'null')],
  ])('has none when %s', async (_, change) => {
    await ask();
    await change();
    expect([await ask(), await ask()].at(0)).toBe('worked out');
  });

  it('has an answer for each content of a document', async () => {
    await ask();
    await write({ 'a.yaml': 'A' });
    await ask();
    await write({ 'a.yaml': 'a' });
    expect(await ask()).toBe('kept');
  });

  it('goes without when its folder is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    expect([await ask('what', join(folder, 'file')), await ask('what', join(folder, 'file'))]).toEqual(['worked out', 'worked out']);
    await new FindingsCache(join(folder, 'file')).tidy();
  });

  it('keeps nothing that rests on what a host answered', async () => {
    const cache = new FindingsCache(join(folder, 'cache'));
    const question = { asked: '', path: 'a.yaml', tree: folderTree(files) };
    const reads = Object.assign(new ReadLog(), { hasFetched: true });
    await cache.keep(question, { value: 'answer', reads, elsewhere: new ReadLog() });
    expect(await cache.find(question)).toBeUndefined();
  });

  it('lets go what nobody asked for in a month, once a day', async () => {
    await ask('old');
    const [old] = await entries();
    await utimes(old!, new Date('2026-01-01'), new Date('2026-01-01'));
    await ask('new');
    const cache = new FindingsCache(join(folder, 'cache'));
    await cache.tidy();
    expect((await entries()).includes(old!)).toBe(false);
    expect(await ask('new')).toBe('kept');
    await ask('old');
    await utimes(old!, new Date('2026-01-01'), new Date('2026-01-01'));
    await cache.tidy();
    expect((await entries()).includes(old!)).toBe(true);
    expect((await readFile(old!, 'utf8')).length).toBeGreaterThan(0);
  });
});
