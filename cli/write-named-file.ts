import { writeFile } from 'node:fs/promises';
import { InterlockError } from '../errors.ts';

/** Writes a file that a flag names. Throws FILE_UNWRITABLE with its path and the reason. */
export async function writeNamedFile(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: Error) => {
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${cause.message}`, { place: { file: path }, cause });
  });
}
