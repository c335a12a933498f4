import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { packagePath } from '../../package-root.ts';
import { hashOf } from '../../registry/contract/index.ts';
import { packageManifest } from '../engine/package-manifest.ts';

/** Packages that findings come from. */
const JUDGES = [
  '@asyncapi/parser',
  '@stoplight/spectral-core',
  '@stoplight/spectral-formats',
  '@stoplight/spectral-functions',
  '@stoplight/spectral-parsers',
  '@stoplight/spectral-ref-resolver',
  '@stoplight/spectral-rulesets',
  'ajv',
];

/** Rooms of Interlock that findings come from. */
const ROOMS = ['policies', 'registry', join('dist', 'policies'), join('dist', 'registry')];

let known: Readonly<Record<string, string>> | undefined;

/** The versions of all that judges: Interlock, Node, and the packages. */
export function versions(): Readonly<Record<string, string>> {
  return (known ??= Object.fromEntries([
    ['interlock', versionIn(packagePath('package.json'))],
    ['node', process.versions.node],
    ...JUDGES.map((name) => [name, versionOf(name)]),
    ['nimma', versionOf('nimma', createRequire(import.meta.url).resolve('@stoplight/spectral-core'))],
  ]));
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

/** @param from what depends on it */
function versionOf(name: string, from = import.meta.url): string {
  const manifest = packageManifest(createRequire(from).resolve(name));
  return manifest === undefined ? '' : versionIn(manifest);
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
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
