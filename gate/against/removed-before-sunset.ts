import { formatPlace } from '../../errors.ts';
import type { Change } from '../../registry/compatibility/index.ts';
import { announcementOf, type Contract, type FileTree, type Finding } from '../../registry/contract/index.ts';
import { announcedParts } from './announced-part.ts';
import { operationByKey, type Removal, whyNotYet } from './sunset.ts';

/** What kinds of changes take an operation away. */
const OPERATION_KINDS: ReadonlySet<string> = new Set(['operation', 'callback', 'channel', 'webhook']);

/** Where changes were found: the base as read, the tree that it was read from, and the head's document as places print it. */
export interface RemovedFrom {
  readonly base: Contract;
  readonly tree: FileTree;
  readonly document: string;
}

type UnownedFinding = Omit<Finding, 'contractId'>;

/**
 * What was removed before its announced end: a finding `removed-before-sunset` for each operation that is gone and each part of one. An
 * error where the removal is one, a warning where nothing is rejected or every declared consumer provably does without. The announcement
 * counts as the base has it; that of an operation stands for its parts.
 */
export async function removedBeforeSunset(
  changes: readonly Change[],
  from: RemovedFrom,
  removal: Removal,
): Promise<readonly UnownedFinding[]> {
  const findings = new Map<string, UnownedFinding>();
  for (const change of changes) {
    if (change.verdict === 'compatible') continue;
    const found = OPERATION_KINDS.has(change.kind) ? removedOperations(change, from, removal) : await removedParts(change, from, removal);
    for (const each of found) if (findings.get(each.message)?.severity !== 'error') findings.set(each.message, each);
  }
  return [...findings.values()];
}

function removedOperations(change: Change, { base, document }: RemovedFrom, removal: Removal): readonly UnownedFinding[] {
  if (change.action !== 'removed') return [];
  return change.operations.flatMap((key) => {
    const operation = operationByKey(base, key);
    const reason = operation && whyNotYet(announcementOf(operation), removal);
    if (!operation || reason === undefined) return [];
    const was = formatPlace(base.locate(operation.location));
    return [finding(change, `${key}, of ${was}, was removed too early: ${reason}`, document, operation.location.pointer)];
  });
}

async function removedParts(change: Change, { base, tree, document }: RemovedFrom, removal: Removal): Promise<readonly UnownedFinding[]> {
  const parts = await announcedParts(change, tree);
  if (!change.base || parts.length === 0) return [];
  const operations = change.operations.map((key) => operationByKey(base, key));
  const isWithOperations =
    operations.length > 0 && operations.every((operation) => operation && whyNotYet(announcementOf(operation), removal) === undefined);
  if (isWithOperations) return [];
  const was = formatPlace(base.locate(change.base));
  const { pointer } = change.base;
  return parts.flatMap(({ name, announcement }) => {
    const reason = whyNotYet(announcement, removal);
    return reason === undefined ? [] : [finding(change, `${name}, of ${was}, was removed too early: ${reason}`, document, pointer)];
  });
}

function finding({ severity }: Change, message: string, file: string, pointer: string): UnownedFinding {
  const found: UnownedFinding = { ruleId: 'removed-before-sunset', severity: 'error', message, place: { file }, pointer };
  return severity === 'error' ? found : { ...found, severity: 'warning' };
}
