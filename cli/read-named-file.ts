import { readFile } from 'node:fs/promises';
import { InterlockError } from '../errors.ts';

/** Reads a file that an argument names. Throws FILE_NOT_FOUND or FILE_UNREADABLE with its path and the reason. */
export async function readNamedFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new InterlockError(
      isMissing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      isMissing ? 'there is no such file' : `the file cannot be read: ${(cause as Error).message}`,
      { place: { file }, cause },
    );
  }
}
