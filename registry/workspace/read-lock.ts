import { type RegistryLock, validateLock } from './settings-schemas.ts';
import { readSettings, type Settings } from './settings-file.ts';
import type { Workspace } from './workspace.ts';

/**
 * The lock of released versions; undefined when there is no such file, which means that nothing was released.
 *
 * Throws WORKSPACE_INVALID for a lock file that cannot be read.
 */
export async function readLock({ tree, config }: Pick<Workspace, 'tree' | 'config'>): Promise<Settings<RegistryLock> | undefined> {
  return (await tree.read(config.lock)) ? readSettings(tree, config.lock, validateLock) : undefined;
}
