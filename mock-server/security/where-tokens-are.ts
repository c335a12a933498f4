import type { Contract, HttpOperation } from '../../registry/contract/index.ts';

/**
 * Tells a caller without credentials where this mock issues tokens, and with which scopes the operation is reached; undefined where no
 * alternative takes a token.
 */
export function whereTokensAre(operation: HttpOperation | undefined, schemes: Contract['securitySchemes']): string | undefined {
  const needed = operation?.security.flat().find(({ scheme }) => takesToken(schemes.get(scheme)));
  if (!needed) return undefined;
  const scope = needed.scopes.length === 0 ? '' : `&scope=${needed.scopes.join(' ')}`;
  return `this mock issues tokens at POST /__interlock/oauth/token for grant_type=client_credentials&client_id=me&client_secret=any${scope}`;
}

function takesToken(scheme: ReturnType<Contract['securitySchemes']['get']>): boolean {
  if (scheme?.type === 'http') return String(scheme.declaration['scheme']).toLowerCase() === 'bearer';
  return scheme?.type === 'oauth2' || scheme?.type === 'openIdConnect';
}
