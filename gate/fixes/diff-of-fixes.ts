import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { textDiff } from '../../registry/workspace/index.ts';
import type { FixedFile } from './write-fixes.ts';

/** What fixes would change, as git shows it: `git apply` takes it. Throws GIT_FAILED. */
export async function diffOfFixes(files: readonly FixedFile[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-fix-'));
  try {
    let diff = '';
    for (const { name, before, after } of files) {
      const path = name.replaceAll(/\.\.\//g, '');
      for (const [side, bytes] of [
        ['a', before],
        ['b', after],
      ] as const) {
        await mkdir(dirname(join(folder, side, path)), { recursive: true });
        await writeFile(join(folder, side, path), bytes);
      }
      const text = await textDiff(folder, `a/${path}`, `b/${path}`);
      diff += text.replaceAll(`a/a/${path}`, `a/${name}`).replaceAll(`b/b/${path}`, `b/${name}`);
    }
    return diff;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
