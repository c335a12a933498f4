import type { ApiDocument } from '../documents/api-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { securityDemands, securitySchemes } from '../documents/security-schemes.ts';

const SCOPE = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*:[a-z][a-z0-9-]*$/;

/** Scopes that OpenID Connect and OAuth 2.0 give a meaning of their own. */
const STANDARD: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access']);

/** Whoever asks for an OAuth token asks for at least one scope, and a scope is `domain:action`. */
export const secOauthScopes = documentRule((document) => [...demandsWithoutScopes(document), ...misnamedScopes(document)]);

function demandsWithoutScopes(document: ApiDocument): readonly Fault[] {
  return securityDemands(document).flatMap(({ of, node, alternatives }) =>
    alternatives.flat().flatMap(({ name, scheme, scopes }) => {
      if (!isOauth(scheme) || (Array.isArray(scopes.value) && scopes.value.length > 0)) return [];
      return [{ message: `${of} takes any token of '${name}': it asks for no scope`, node: scopes.value === undefined ? node : scopes }];
    }),
  );
}

function misnamedScopes(document: ApiDocument): readonly Fault[] {
  return securitySchemes(document).flatMap(([, scheme]) =>
    scheme
      .at('flows')
      .members()
      .flatMap(([, flow]) => [...flow.at('scopes').members(), ...flow.at('availableScopes').members()])
      .filter(([scope]) => !SCOPE.test(scope) && !STANDARD.has(scope))
      .map(([scope, node]) => ({ message: `the scope '${scope}' must be domain:action, such as ledger:post`, node })),
  );
}

function isOauth(scheme: DocumentNode): boolean {
  return ['oauth2', 'openIdConnect'].includes(scheme.text('type') ?? '');
}
