import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Name of the file that makes a folder a workspace. */
export const CONFIG_FILE = 'interlock.config.yaml';

/** The nearest folder, from `cwd` upward, that holds an `interlock.config.yaml`: its absolute path, or undefined. */
export async function findWorkspaceFolder(cwd: string): Promise<string | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (await exists(join(folder, CONFIG_FILE))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
