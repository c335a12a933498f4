import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { hashOf } from '../../registry/contract/index.ts';
import { judgeVersions } from './judge-versions.ts';

/** Rooms of Interlock that findings come from. */
const ROOMS = ['policies', 'registry', join('dist', 'policies'), join('dist', 'registry')];

const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { readonly version: string };

let known: Readonly<Record<string, string>> | undefined;

/** The versions of all that judges: Interlock, Node, and the packages. */
export function versions(): Readonly<Record<string, string>> {
  return (known ??= { interlock: manifest.version, node: process.versions.node, ...judgeVersions() });
}

let stamp: string | undefined;

/**
 * Names the program that judges. An installed package is told by its version; in a clone, where the same version changes from minute to
 * minute, by its files' sizes and times too.
 */
export function programStamp(): string {
  const isInstalled = packagePath().includes(`${sep}node_modules${sep}`);
  return (stamp ??= hashOf(JSON.stringify([versions(), isInstalled ? [] : ROOMS.flatMap((room) => filesIn(packagePath(room)))])));
}

function filesIn(folder: string): readonly string[] {
  const entries = statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && !/\.(?:test|d)\.ts$/.test(entry.name))
    .map(({ parentPath, name }) => {
      const { size, mtimeMs } = statSync(join(parentPath, name));
      return `${join(parentPath, name)} ${size} ${mtimeMs}`;
    })
    .sort();
}
