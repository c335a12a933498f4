import { formatPlace, InterlockError } from '../../errors.ts';
import type { HttpOperation, Location, Operation } from './contract.ts';
import type { FindingLog } from './finding-log.ts';
import type { DocumentSet } from './references/document-set.ts';

/**
 * The operations that can be told apart on the wire. Of two paths that differ in the names of their parameters only, which OpenAPI forbids
 * and vendors write, the first is kept and the other is an error finding: nothing that is sent can tell which of them is meant. A callback
 * that several operations refer to is one operation.
 *
 * @throws OPERATION_DUPLICATE when two operations carry one `operationId`, with the place of the second, naming that of the first. In a draft
 * the second has none.
 */
export function distinctOperations(operations: readonly Operation[], documents: DocumentSet, log: FindingLog): readonly Operation[] {
  const placeOf = ({ file, pointer }: Location) => documents.byFile(file)?.placeOf(pointer) ?? { file };
  const byKey = new Map<string, Operation>();
  const byId = new Map<string, Operation>();

  function claimId(operation: Operation, isCallback: boolean): void {
    const id = operation.operationId;
    if (id === undefined) return;
    const same = byId.get(id);
    if (same && !(isCallback && isSameLocation(same.location, operation.location))) {
      const detail = `the operationId '${id}' is declared twice, first at ${formatPlace(placeOf(same.location))}; an operation needs an identity of its own`;
      throw new InterlockError('OPERATION_DUPLICATE', detail, { place: placeOf(operation.location) });
    }
    byId.set(id, operation);
  }

  function identified<T extends Operation>(operation: T, isCallback: boolean): T {
    const isIdentified = log.attempt(() => {
      claimId(operation, isCallback);
      return true;
    }, false);
    const own = isIdentified ? operation : nameless(operation);
    if (own.kind !== 'http' || own.callbacks.length === 0) return own;
    return { ...own, callbacks: own.callbacks.map((callback): HttpOperation => identified(callback, true)) };
  }

  function isDistinct(operation: Operation): boolean {
    const same = byKey.get(operation.key);
    if (!same) {
      byKey.set(operation.key, operation);
      return true;
    }
    const document = documents.byFile(operation.location.file) ?? documents.root;
    log.report(
      'operation-shadowed',
      'error',
      `'${operation.key}' is one operation on the wire with that at ${formatPlace(placeOf(same.location))}, which is the one that counts`,
      { document, pointer: operation.location.pointer },
    );
    return false;
  }

  return operations.map((operation) => identified(operation, false)).filter(isDistinct);
}

function nameless<T extends Operation>(operation: T): T {
  const { operationId: _, ...others } = operation;
  return others as T;
}

function isSameLocation(a: Location, b: Location): boolean {
  return a.file === b.file && a.pointer === b.pointer;
}
