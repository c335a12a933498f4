import { readFileSync } from 'node:fs';
import { packagePath } from '../package-root.ts';

/** What we read and write of package-lock.json, version 3. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** An optional dependency that the lockfile does not hold. */
export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

/** Folders of this repository whose lockfile holds packages for one platform each; '' is the root. */
export const LOCKED_FOLDERS = ['', 'bench/peers'] as const;

/** The lockfile of a folder of this repository. */
export function readLockfile(folder: string): Lockfile {
  return JSON.parse(readFileSync(packagePath(folder, 'package-lock.json'), 'utf8')) as Lockfile;
}

/**
 * Optional dependencies without an entry of their own. npm drops those it could not fetch (packages for other platforms, on a registry
 * that has only ours), and `npm ci` then refuses the lockfile on every machine.
 */
export function missingOptionalPackages({ packages }: Lockfile): readonly MissingPackage[] {
  return Object.entries(packages).flatMap(([path, { dev = false, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !ancestors(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Folders that a package at this path finds dependencies in, each ending in a slash; '' is the root. */
function ancestors(path: string): readonly string[] {
  const parent = path.lastIndexOf('/node_modules/');
  return path === '' ? [''] : [`${path}/`, ...ancestors(parent < 0 ? '' : path.slice(0, parent))];
}
