import { describe, expect, test } from 'vitest';
import { memoryTree } from './memory-tree.ts';

describe('files in memory', () => {
  const tree = memoryTree({ 'b/./a.yaml': 'text', 'b/c.json': { a: 1 }, B: new Uint8Array([0]) }, 'v1:');
  const read = async (path: string) => {
    const bytes = await tree.read(path);
    return bytes && Buffer.from(bytes).toString();
  };

  test('are text, values or bytes', async () => {
    expect(await Promise.all(['b/a.yaml', './b/../b/c.json', 'B'].map(read))).toEqual(['text', '{"a":1}', '\0']);
  });

  test.each(['b', 'toString', '../b/a.yaml', '/b/a.yaml', ''])('%o is none', async (path) => {
    expect(await tree.read(path)).toBeUndefined();
  });

  test.each([
    ['', ['B', 'b/a.yaml', 'b/c.json']],
    ['b', ['b/a.yaml', 'b/c.json']],
    ['./b/', ['b/a.yaml', 'b/c.json']],
    ['..', []],
  ])('are listed below %o', async (folder, want) => {
    expect(await tree.list(folder)).toEqual(want);
  });
});
