import { documentRule } from '../documents/document-rule.ts';
import { headerParameter } from '../documents/http-operations.ts';
import { moneyMovers } from '../documents/money-movers.ts';

/** What an audit asks of a call that moves money, and the headers that tell it. */
const ASKED = {
  'who it was (X-Actor)': /^(?:x-)?(?:actor|user-id|on-behalf-of)$/,
  'which business transaction it was part of (X-Correlation-Id)': /^(?:x-)?(?:correlation|request)-id$/,
} as const;

/** An operation that moves money takes the headers that the audit trail is made of: actor and correlation id. */
export const auditHeaders = documentRule((document) =>
  moneyMovers(document).flatMap((operation) => {
    const missing = Object.entries(ASKED)
      .filter(([, pattern]) => headerParameter(operation, (header) => pattern.test(header)) === undefined)
      .map(([asked]) => asked);
    if (missing.length === 0) return [];
    return [{ message: `${operation.name} moves money, and no header says ${missing.join(', nor ')}`, node: operation.node }];
  }),
);
