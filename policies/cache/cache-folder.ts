import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that findings are kept in: `INTERLOCK_CACHE`, else `interlock` in the folder that the system has for caches of the user
 * (XDG Base Directory Specification; Library/Caches on macOS; LOCALAPPDATA on Windows).
 */
export function cacheFolder({ env, platform }: Pick<NodeJS.Process, 'env' | 'platform'> = process): string {
  const { INTERLOCK_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (INTERLOCK_CACHE) return INTERLOCK_CACHE;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'interlock');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'interlock');
  if (platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'interlock', 'cache');
  return join(homedir(), '.cache', 'interlock');
}
