import { formatPlace } from '../../errors.ts';
import type { Change } from '../../registry/compatibility/index.ts';
import type { Contract, Finding } from '../../registry/contract/index.ts';
import { announcementOf, operationByKey, type Removal, whyNotYet } from './sunset.ts';

/** What kinds of changes take an operation away. */
const OPERATION_KINDS: ReadonlySet<string> = new Set(['operation', 'callback', 'channel', 'webhook']);

/**
 * Operations that were removed before their announced end: a finding `removed-before-sunset`, an error, for each. The announcement counts
 * as the base has it.
 */
export function removedBeforeSunset(
  changes: readonly Change[],
  base: Contract,
  document: string,
  removal: Removal,
): readonly Omit<Finding, 'contractId'>[] {
  const removed = changes.filter(
    ({ kind, action, verdict }) => action === 'removed' && verdict !== 'compatible' && OPERATION_KINDS.has(kind),
  );
  return [...new Set(removed.flatMap(({ operations }) => operations))].flatMap((key) => {
    const operation = operationByKey(base, key);
    const reason = operation && whyNotYet(announcementOf(operation), removal);
    if (!operation || reason === undefined) return [];
    const was = formatPlace(base.locate(operation.location));
    return [
      {
        ruleId: 'removed-before-sunset',
        severity: 'error' as const,
        message: `${key}, of ${was}, was removed too early: ${reason}`,
        place: { file: document },
        pointer: operation.location.pointer,
      },
    ];
  });
}
