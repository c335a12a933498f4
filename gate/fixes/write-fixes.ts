import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterlockError } from '../../errors.ts';
import type { FixedDocument } from './fix-targets.ts';

/** A file that fixes change: absolute path, path as places print it, bytes before and after. */
export interface FixedFile {
  readonly absolute: string;
  readonly name: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The files that the fixes change, each once, as they are on disk and as they would be. A byte order mark is kept. */
export async function fixedFiles(fixed: readonly FixedDocument[]): Promise<readonly FixedFile[]> {
  const texts = new Map<string, { readonly name: string; readonly text: string }>();
  for (const { folder, files } of fixed) {
    for (const [path, text] of files.changed) texts.set(join(folder, path), { name: files.scope.tree.label + path, text });
  }
  return Promise.all(
    [...texts].map(async ([absolute, { name, text }]) => {
      const before = await readFile(absolute);
      const hasMark = before.subarray(0, 3).equals(BYTE_ORDER_MARK);
      const bytes = Buffer.from(text);
      return { absolute, name, before, after: hasMark ? Buffer.concat([BYTE_ORDER_MARK, bytes]) : bytes };
    }),
  );
}

/** Writes the files. Throws FILE_UNWRITABLE with the path and the reason. */
export async function writeFixes(files: readonly FixedFile[]): Promise<void> {
  for (const { absolute, name, after } of files) {
    await writeFile(absolute, after).catch((cause: Error) => {
      throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${cause.message}`, { place: { file: name }, cause });
    });
  }
}
