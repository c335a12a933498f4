import { oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';
import { type DocumentOperation, httpOperations, mediaTypesOf } from './http-operations.ts';
import { isMoneyName } from './money-name.ts';
import { sitesWithin } from './schema-sites.ts';

const CHANGING: ReadonlySet<string> = new Set(['post', 'put', 'patch', 'delete']);

/**
 * Operations that move money: those whose request body has an amount anywhere. `x-moves-money: true | false` on the operation says so
 * where the body doesn't show it, or shows it wrongly.
 */
export const moneyMovers = oncePerDocument((document): readonly DocumentOperation[] => {
  const known = new Map<unknown, boolean>();
  const holdsMoney = (schema: DocumentNode): boolean => {
    const holds = known.get(schema.identity) ?? sitesWithin(schema).some(({ role, name }) => role === 'property' && isMoneyName(name));
    known.set(schema.identity, holds);
    return holds;
  };
  return httpOperations(document).filter(({ method, node }) => {
    const declared = node.at('x-moves-money').value;
    if (typeof declared === 'boolean') return declared;
    return CHANGING.has(method) && mediaTypesOf(node.at('requestBody')).some(([, mediaType]) => holdsMoney(mediaType.at('schema')));
  });
});
