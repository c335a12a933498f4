import type { OperationUse, UndeclaredUse } from '../../registry/compatibility/index.ts';
import type { Contract } from '../../registry/contract/index.ts';

/** Reads one version of a contract. */
export type VersionReader = () => Promise<Contract>;

/** What of a use none of several versions of a contract declares; versions are read until nothing is left. */
export async function undeclaredParts(use: OperationUse, versions: readonly VersionReader[]): Promise<readonly UndeclaredUse[]> {
  const { undeclaredUses } = await import('../../registry/compatibility/index.ts');
  let missing: readonly UndeclaredUse[] | undefined;
  for (const read of versions) {
    const found = undeclaredUses(await read(), use);
    missing = missing === undefined ? found : stillMissing(missing, found);
    if (missing.length === 0) return [];
  }
  return missing ?? [];
}

/** An operation that a version lacks takes all of its parts with it. */
function stillMissing(missing: readonly UndeclaredUse[], found: readonly UndeclaredUse[]): readonly UndeclaredUse[] {
  if (found.some(({ kind }) => kind === 'operation')) return missing;
  if (missing.some(({ kind }) => kind === 'operation')) return found;
  const pointers = new Set(found.map(({ pointer }) => pointer));
  return missing.filter(({ pointer }) => pointers.has(pointer));
}
