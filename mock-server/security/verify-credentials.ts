import type { IncomingMessage } from 'node:http';
import type { Contract, HttpRequest, SecurityScheme } from '../../registry/contract/index.ts';
import { verifyToken } from './access-token.ts';
import type { TokenFault } from './access-token.ts';
import { foreignScopes } from './foreign-token.ts';

/** Credentials as `acceptsRequest` takes them. */
export type Credentials = NonNullable<HttpRequest['credentials']>;

/** What came with a request to show who sends it. */
export interface VerifiedCredentials {
  /** Those that hold. */
  readonly credentials: Credentials;
  /** Why a bearer token that came does not. */
  readonly tokenFault?: TokenFault | undefined;
}

/** How tokens are given and held against. */
export interface TokenAuthority {
  /** Signs the tokens of this server. */
  readonly key: Uint8Array;
  /** Take the tokens of other issuers, too, as they are. */
  readonly takesAny: boolean;
}

/** What tokens are held against now, by the session's clock (`VirtualClock.lapsed`). */
export interface TokenCheck extends TokenAuthority {
  readonly nowMs: number;
}

/**
 * The credentials of a request that hold, by the contract's security schemes: bearer tokens are those of the mock server's own token endpoint,
 * or of anybody where the authority takes any; of API keys and basic credentials a mock can only see that they are there; a client certificate is what a TLS-terminating proxy
 * says it saw (`Client-Cert`, RFC 9440).
 */
export function verifyCredentials(contract: Contract, request: IncomingMessage, check: TokenCheck): VerifiedCredentials {
  if (contract.securitySchemes.size === 0) return NONE;
  const credentials: { readonly scheme: string; readonly scopes: readonly string[] }[] = [];
  const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const claims = token === undefined ? undefined : verifyToken(token, check.key, check.nowMs / 1000);
  const isForeign = token !== undefined && claims === 'invalid' && check.takesAny;
  const own = typeof claims === 'object' ? claims.scope.split(' ').filter((scope) => scope !== '') : undefined;
  const bearer = isForeign ? foreignScopes(token, contract) : own;
  for (const [name, scheme] of contract.securitySchemes) {
    const scopes = scopesOf(scheme, request, bearer);
    if (scopes) credentials.push({ scheme: name, scopes });
  }
  return typeof claims === 'string' && !isForeign ? { credentials, tokenFault: claims } : { credentials };
}

const NONE: VerifiedCredentials = { credentials: [] };

/** The scopes that the request has under a scheme; undefined when it has no credentials of the scheme. */
function scopesOf(scheme: SecurityScheme, request: IncomingMessage, bearer: readonly string[] | undefined): readonly string[] | undefined {
  const declaration = scheme.declaration;
  const authorization = request.headers.authorization ?? '';
  switch (scheme.type) {
    case 'apiKey':
    case 'httpApiKey':
      return isPresent(request, String(declaration['in']), String(declaration['name'])) ? [] : undefined;
    case 'http':
      if (String(declaration['scheme']).toLowerCase() === 'basic') return isBasic(authorization) ? [] : undefined;
      return bearer;
    case 'oauth2':
    case 'openIdConnect':
      return bearer;
    case 'mutualTLS':
      return request.headers['client-cert'] === undefined ? undefined : [];
    default:
      return undefined;
  }
}

function isBasic(authorization: string): boolean {
  const encoded = /^basic +(\S+)$/i.exec(authorization)?.[1];
  return encoded !== undefined && Buffer.from(encoded, 'base64').includes(':');
}

function isPresent(request: IncomingMessage, where: string, name: string): boolean {
  switch (where) {
    case 'header':
      return isText(request.headers[name.toLowerCase()]);
    case 'query':
      return isText(new URLSearchParams(/\?([^#]*)/.exec(request.url ?? '')?.[1]).get(name));
    case 'cookie':
      return (request.headers.cookie ?? '')
        .split(';')
        .some((pair) => pair.trim().startsWith(`${name}=`) && pair.trim().length > name.length + 1);
    default:
      return false;
  }
}

/** A header that is named like a member of every object is there only when it is a text. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
