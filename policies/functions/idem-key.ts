import type { ApiDocument } from '../documents/api-document.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { type DocumentOperation, allHttpOperations, headerParameter } from '../documents/http-operations.ts';
import { moneyMovers } from '../documents/money-movers.ts';

/**
 * A POST that moves money requires the header `Idempotency-Key`, so that a retry moves it once, and names the operation by which a caller
 * without an answer asks what became of it: `x-external-id-lookup`.
 */
export const idemKey = documentRule((document) =>
  moneyMovers(document)
    .filter(({ method }) => method === 'post')
    .flatMap((operation) => [...keyFaults(operation), ...lookupFaults(document, operation)]),
);

function keyFaults(operation: DocumentOperation): readonly Fault[] {
  const { name, node } = operation;
  const key = headerParameter(operation, (header) => header === 'idempotency-key');
  if (!key) return [{ message: `${name} moves money and takes no Idempotency-Key: a retry would move it twice`, node }];
  if (key.at('required').value === true) return [];
  return [{ message: `${name} moves money, so its Idempotency-Key must be required`, node: key }];
}

function lookupFaults(document: ApiDocument, { name, node }: DocumentOperation): readonly Fault[] {
  const lookup = node.at('x-external-id-lookup');
  if (lookup.value === undefined) {
    return [{ message: `${name} moves money and names no operation that tells whether it was done (x-external-id-lookup)`, node }];
  }
  if (allHttpOperations(document).some((other) => other.node.text('operationId') === lookup.value)) return [];
  return [{ message: `no operation has the operationId '${String(lookup.value)}' that x-external-id-lookup names`, node: lookup }];
}
