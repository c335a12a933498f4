import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterlockError } from '../errors.ts';
import type { DiffReport } from '../gate/index.ts';

/** Writes the witness of each change as files of a folder, which is made when there is none. Throws FILE_UNWRITABLE. */
export async function writeWitnesses(folder: string, { changes }: Pick<DiffReport, 'changes'>): Promise<void> {
  const { witnessFiles } = await import('../gate/index.ts');
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, content, isExecutable } of witnessFiles(changes)) {
      await writeFile(join(folder, name), content, { mode: isExecutable ? 0o755 : 0o644 });
    }
  } catch (cause) {
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${(cause as Error).message}`, { place: { file: folder }, cause });
  }
}
