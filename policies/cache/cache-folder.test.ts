import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

describe('cacheFolder', () => {
  it.each<[NodeJS.Platform, Readonly<Record<string, string>>, string]>([
    ['linux', { INTERLOCK_CACHE: '/here', XDG_CACHE_HOME: '/xdg' }, '/here'],
    ['linux', { XDG_CACHE_HOME: '/xdg' }, join('/xdg', 'interlock')],
    ['linux', {}, join(homedir(), '.cache', 'interlock')],
    ['darwin', {}, join(homedir(), 'Library', 'Caches', 'interlock')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'interlock', 'cache')],
    ['win32', {}, join(homedir(), 'AppData', 'Local', 'interlock', 'cache')],
  ])('on %s with %j is %s', (platform, env, folder) => {
    expect(cacheFolder({ env, platform })).toBe(folder);
  });
});
