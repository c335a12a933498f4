import { formatPlace } from '../../errors.ts';
import type { Change } from '../../registry/compatibility/index.ts';
import type { Contract, FileTree, Finding } from '../../registry/contract/index.ts';
import { sourceNode } from './source-node.ts';
import { announcementOf, operationByKey, type Removal, whyNotYet } from './sunset.ts';

/** What kinds of changes take an operation away. */
const OPERATION_KINDS: ReadonlySet<string> = new Set(['operation', 'callback', 'channel', 'webhook']);

const PROPERTY_RULES: ReadonlySet<string> = new Set(['property-removed', 'required-property-removed']);

/** Where changes were found: the base as read, the tree that it was read from, and the head's document as places print it. */
export interface RemovedFrom {
  readonly base: Contract;
  readonly tree: FileTree;
  readonly document: string;
}

type UnownedFinding = Omit<Finding, 'contractId'>;

/**
 * What was removed before its announced end: a finding `removed-before-sunset`, an error, for each operation that is gone and each property
 * whose going breaks somebody. The announcement counts as the base has it.
 */
export async function removedBeforeSunset(
  changes: readonly Change[],
  from: RemovedFrom,
  removal: Removal,
): Promise<readonly UnownedFinding[]> {
  const removed = changes.filter(({ action, verdict }) => action === 'removed' && verdict !== 'compatible');
  const operations = removed.filter(({ kind }) => OPERATION_KINDS.has(kind)).flatMap(({ operations: keys }) => keys);
  const findings = [...new Set(operations)].flatMap((key) => removedOperation(key, from, removal));
  for (const change of removed) {
    if (PROPERTY_RULES.has(change.ruleId) && change.verdict === 'breaking')
      findings.push(...(await removedProperty(change, from, removal)));
  }
  return findings;
}

function removedOperation(key: string, { base, document }: RemovedFrom, removal: Removal): readonly UnownedFinding[] {
  const operation = operationByKey(base, key);
  const reason = operation && whyNotYet(announcementOf(operation), removal);
  if (!operation || reason === undefined) return [];
  const was = formatPlace(base.locate(operation.location));
  return [finding(`${key}, of ${was}, was removed too early: ${reason}`, document, operation.location.pointer)];
}

async function removedProperty(
  change: Change,
  { base, tree, document }: RemovedFrom,
  removal: Removal,
): Promise<readonly UnownedFinding[]> {
  if (!change.base) return [];
  const node = await sourceNode(tree, change.base);
  const { deprecated, 'x-sunset': sunset } = (typeof node === 'object' && node !== null ? node : {}) as Readonly<Record<string, unknown>>;
  const reason = whyNotYet({ isDeprecated: deprecated === true, sunset: typeof sunset === 'string' ? sunset : undefined }, removal);
  if (reason === undefined) return [];
  const name = change.base.pointer.split('/').at(-1) ?? '';
  const was = formatPlace(base.locate(change.base));
  return [finding(`the property '${name}', of ${was}, was removed too early: ${reason}`, document, change.base.pointer)];
}

function finding(message: string, file: string, pointer: string): UnownedFinding {
  return { ruleId: 'removed-before-sunset', severity: 'error', message, place: { file }, pointer };
}
