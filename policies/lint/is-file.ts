import { stat } from 'node:fs/promises';

/** Is there a file at this absolute path, or a link to one? */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
