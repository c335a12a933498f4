import type { ApiDocument } from '../documents/api-document.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { eventOperations } from '../documents/event-channels.ts';
import { type DemandedScheme, securityDemands } from '../documents/security-schemes.ts';

/** Schemes that are mutual TLS by their type: OpenAPI 3.1 and AsyncAPI. */
const TYPES: ReadonlySet<unknown> = new Set(['mutualTLS', 'X509']);

/**
 * Callers show a certificate: each alternative of each operation, in AsyncAPI of each server, has a scheme that is mutual TLS or binds its
 * tokens to a certificate (`x-mutual-tls: required`; RFC 8705 has no words in OpenAPI). Whoever asks for nothing is found by another rule.
 */
export const secMtls = documentRule((document) => {
  const unbound = securityDemands(document).filter(
    ({ of, alternatives }) =>
      isJudged(document, of) && !alternatives.every((schemes) => schemes.length === 0 || schemes.some(showsCertificate)),
  );
  const faults = new Map<unknown, Fault>();
  for (const { of, node } of unbound) {
    if (!faults.has(node.value))
      faults.set(node.value, { message: `${of} takes callers that show no certificate: ask for mutual TLS`, node });
  }
  return [...faults.values()];
});

/** The servers of AsyncAPI hold the connection; operations matter where there is no server. */
function isJudged(document: ApiDocument, of: string): boolean {
  if (document.protocol === 'openapi' || of.startsWith('server ')) return true;
  return document.root.at('servers').members().length === 0 && eventOperations(document).length > 0;
}

function showsCertificate({ scheme }: DemandedScheme): boolean {
  return TYPES.has(scheme.text('type')) || scheme.text('x-mutual-tls') === 'required';
}
