import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { InterlockError } from '../../errors.ts';
import { readLock } from './read-lock.ts';
import { compareVersions, parseVersion } from './semantic-version.ts';
import type { Workspace } from './workspace.ts';

/** The hash of a file as `registry.lock` has it: `sha256:<hex>`. */
export function lockHash(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * Adds a version to `registry.lock`, in order of ids and versions, and replaces the file in one step.
 *
 * Throws WORKSPACE_INVALID for a lock that cannot be read and FILE_UNWRITABLE for one that cannot be written.
 */
export async function lockVersion(workspace: Workspace, id: string, version: string, hash: string): Promise<void> {
  const known = (await readLock(workspace))?.value.versions ?? {};
  const versions = sortedMembers({ ...known, [id]: sortedVersions({ ...known[id], [version]: hash }) });
  const path = join(workspace.folder, workspace.config.lock);
  const text = `# SHA-256 of every frozen version. Written by interlock release, never by hand.\n${dump({ versions }, { lineWidth: -1 })}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  } catch (cause) {
    throw new InterlockError('FILE_UNWRITABLE', `cannot be written: ${(cause as Error).message}`, {
      place: { file: workspace.tree.label + workspace.config.lock },
      cause,
    });
  }
}

function sortedMembers<T>(members: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function sortedVersions(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(versions).map(([version, hash]) => ({ version, hash, parsed: parseVersion(version) }));
  entries.sort((one, other) =>
    one.parsed && other.parsed ? compareVersions(one.parsed, other.parsed) : one.version < other.version ? -1 : 1,
  );
  return Object.fromEntries(entries.map(({ version, hash }) => [version, hash]));
}
