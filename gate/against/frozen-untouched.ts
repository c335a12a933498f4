import type { Finding } from '../../registry/contract/index.ts';
import { readLock, type Workspace } from '../../registry/workspace/index.ts';

/**
 * Holds the lock of released versions against what it was at a git ref: a version that was released there keeps its hash for ever.
 * Findings, all errors: `lock-version-changed` and `lock-version-missing`. That the files fit the lock is for `verifyLock` to say.
 */
export async function frozenUntouched(before: Workspace, now: Workspace): Promise<readonly Finding[]> {
  const [then, lock] = [await readLock(before), await readLock(now)];
  const file = now.tree.label + now.config.lock;
  const findings: Finding[] = [];
  for (const [contractId, versions] of Object.entries(then?.value.versions ?? {})) {
    for (const [version, hash] of Object.entries(versions)) {
      const pointer = `/versions/${contractId}/${version}`;
      const found = lock?.value.versions[contractId]?.[version];
      if (found === hash) continue;
      const what = found === undefined ? 'is no longer in the lock' : `is now locked as ${found}`;
      findings.push({
        ruleId: found === undefined ? 'lock-version-missing' : 'lock-version-changed',
        severity: 'error',
        message: `version ${version} of ${contractId} was released as ${hash} at '${before.ref}' and ${what}; a released version stays as it is: restore it`,
        place: lock && found !== undefined ? lock.locate(pointer) : { file },
        pointer,
        contractId,
      });
    }
  }
  return findings;
}
