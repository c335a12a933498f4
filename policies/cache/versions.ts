import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { hashOf } from '../../registry/contract/index.ts';
import { judgeVersions } from './judge-versions.ts';

/** Rooms of Interlock that findings come from. */
const ROOMS = ['policies', 'registry'];

const manifest = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { readonly version: string };

let known: Readonly<Record<string, string>> | undefined;

/** The versions of all that judges: Interlock, Node, and the packages. */
export function versions(): Readonly<Record<string, string>> {
  return (known ??= { interlock: manifest.version, node: process.versions.node, ...judgeVersions() });
}

let stamp: string | undefined;

/**
 * Names the program that judges: by the versions and, since in a clone the same version changes from minute to minute, by the size and
 * time of the sources, or of the manifest, which a build writes last.
 */
export function programStamp(): string {
  if (stamp !== undefined) return stamp;
  const isSource = import.meta.url.endsWith('.ts');
  const files = isSource ? ROOMS.flatMap((room) => filesIn(packagePath(room))) : [stampOf(packagePath('oclif.manifest.json'))];
  return (stamp = hashOf(JSON.stringify([versions(), files])));
}

function filesIn(folder: string): readonly string[] {
  const entries = statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile() && !/\.(?:test|d)\.ts$/.test(entry.name))
    .map(({ parentPath, name }) => stampOf(join(parentPath, name)))
    .sort();
}

function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return `${file} ${size} ${mtimeMs}`;
}
