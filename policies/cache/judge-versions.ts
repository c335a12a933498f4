import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { packagePath } from '../../package-root.ts';
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

/** The versions of the packages that findings come from; the build puts those that it bundles in place of this module. */
export function judgeVersions(): Readonly<Record<string, string>> {
  const { resolve } = createRequire(packagePath('package.json'));
  const named = JUDGES.map((name) => [name, versionOf(resolve(name))]);
  return Object.fromEntries([...named, ['nimma', versionOf(createRequire(resolve('@stoplight/spectral-core')).resolve('nimma'))]]);
}

function versionOf(file: string): string {
  const manifest = packageManifest(file);
  return manifest === undefined ? '' : (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
}
