import { formatPlace, InterlockError } from '../../errors.ts';
import type { Location, Operation } from './contract.ts';
import type { DocumentSet } from './references/document-set.ts';

/**
 * Refuses two operations with one identity, on the wire or by `operationId`. A callback that several operations refer to is one operation.
 *
 * @throws OPERATION_DUPLICATE with the place of the second, naming that of the first.
 */
export function refuseDuplicates(operations: readonly Operation[], documents: DocumentSet): void {
  const placeOf = ({ file, pointer }: Location) => documents.byFile(file)?.placeOf(pointer) ?? { file };
  const byKey = new Map<string, Operation>();
  const byId = new Map<string, Operation>();

  function refuse(first: Operation, second: Operation, what: string): never {
    const detail = `${what} is declared twice, first at ${formatPlace(placeOf(first.location))}; an operation needs an identity of its own`;
    throw new InterlockError('OPERATION_DUPLICATE', detail, { place: placeOf(second.location) });
  }

  function check(operation: Operation, isCallback: boolean): void {
    const sameKey = byKey.get(operation.key);
    if (sameKey) refuse(sameKey, operation, `the operation '${operation.key}'`);
    byKey.set(operation.key, operation);
    const id = operation.operationId;
    if (id !== undefined) {
      const sameId = byId.get(id);
      if (sameId && !(isCallback && isSameLocation(sameId.location, operation.location)))
        refuse(sameId, operation, `the operationId '${id}'`);
      byId.set(id, operation);
    }
    if (operation.kind === 'http') for (const callback of operation.callbacks) check(callback, true);
  }

  for (const operation of operations) check(operation, false);
}

function isSameLocation(a: Location, b: Location): boolean {
  return a.file === b.file && a.pointer === b.pointer;
}
