import { posix } from 'node:path';
import type { Finding } from '../contract/index.ts';
import { frozenPath } from './frozen-versions.ts';
import { readLock } from './read-lock.ts';
import type { RegistryLock } from './settings-schemas.ts';
import type { Settings } from './settings-file.ts';
import type { Workspace } from './workspace.ts';
import { lockHash } from './write-lock.ts';

/**
 * Holds every frozen version, `versions/<version>.yaml` in a contract's folder, against `registry.lock`. Findings, all errors:
 * `lock-version-changed` (the bytes are not those that were released), `lock-version-missing` (released, but no longer there) and
 * `lock-version-unlocked` (there, but never released). No lock file means that nothing was released.
 *
 * Throws WORKSPACE_INVALID for a lock file that cannot be read.
 */
export async function verifyLock(workspace: Workspace): Promise<readonly Finding[]> {
  const { tree, config } = workspace;
  const lock = await readLock(workspace);
  const findings: Finding[] = [];
  const known = new Set<string>();
  for (const contract of workspace.contracts) {
    known.add(contract.id);
    const locked = lock?.value.versions[contract.id] ?? {};
    const folder = posix.join(contract.folder, 'versions');
    const files = new Set(await tree.list(folder));
    for (const [version, hash] of Object.entries(locked)) {
      const path = frozenPath(contract, version);
      const bytes = files.delete(path) ? await tree.read(path) : undefined;
      if (!bytes) {
        findings.push(missing(lock!, contract.id, version, tree.label + path));
        continue;
      }
      const found = lockHash(bytes);
      if (found === hash) continue;
      findings.push({
        ruleId: 'lock-version-changed',
        severity: 'error',
        message: `version ${version} of ${contract.id} was released as ${hash} and is now ${found}; a released version is never edited: restore it and release a new one`,
        place: { file: tree.label + path, line: 1, column: 1 },
        pointer: '',
        contractId: contract.id,
      });
    }
    for (const path of files) {
      findings.push({
        ruleId: 'lock-version-unlocked',
        severity: 'error',
        message: `this file is no released version: ${config.lock} has no hash for it; versions are written by 'interlock release'`,
        place: { file: tree.label + path, line: 1, column: 1 },
        pointer: '',
        contractId: contract.id,
      });
    }
  }
  for (const [id, versions] of Object.entries(lock?.value.versions ?? {})) {
    if (known.has(id)) continue;
    for (const version of Object.keys(versions))
      findings.push(missing(lock!, id, version, `versions/${version}.yaml of a contract '${id}'`));
  }
  return findings;
}

function missing(lock: Settings<RegistryLock>, id: string, version: string, what: string): Finding {
  const pointer = `/versions/${id}/${version}`;
  return {
    ruleId: 'lock-version-missing',
    severity: 'error',
    message: `version ${version} of ${id} was released, but ${what} does not exist; a released version stays: restore it`,
    place: lock.locate(pointer),
    pointer,
    contractId: id,
  };
}
