import type { ApiDocument } from '../documents/api-document.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { eventOperations } from '../documents/event-channels.ts';
import { allHttpOperations } from '../documents/http-operations.ts';

const CAMEL = /^[a-z][A-Za-z0-9]*$/;

/** Every operation has a name of its own, in camelCase: `operationId`, in AsyncAPI 3 the key of the operation. */
export const nameOperationId = documentRule((document) =>
  document.protocol === 'asyncapi' && document.major > 2 ? namesOfKeys(document) : namesOfIds(document),
);

function namesOfKeys(document: ApiDocument): readonly Fault[] {
  return eventOperations(document)
    .filter(({ name }) => !CAMEL.test(name))
    .map(({ name, node }) => ({ message: `the operation '${name}' must have a name in camelCase, such as sendClaimPaid`, node }));
}

function namesOfIds(document: ApiDocument): readonly Fault[] {
  return [...allHttpOperations(document), ...eventOperations(document)].flatMap(({ name, node }) => {
    const declared = node.at('operationId');
    if (declared.value === undefined) return [{ message: `${name} must have an operationId`, node }];
    if (typeof declared.value === 'string' && CAMEL.test(declared.value)) return [];
    return [{ message: `the operationId '${String(declared.value)}' of ${name} must be camelCase, such as listInvoices`, node: declared }];
  });
}
