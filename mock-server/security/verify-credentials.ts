import type { IncomingMessage } from 'node:http';
import type { Contract, HttpRequest, SecurityScheme } from '../../registry/contract/index.ts';
import { verifyToken } from './access-token.ts';

/** Credentials as `acceptsRequest` takes them. */
export type Credentials = NonNullable<HttpRequest['credentials']>;

/**
 * The credentials of a request that hold, by the contract's security schemes: bearer tokens are those of the mock server's own token endpoint;
 * of API keys and basic credentials a mock can only see that they are there; a client certificate is what a TLS-terminating proxy
 * says it saw (`Client-Cert`, RFC 9440).
 */
export function verifyCredentials(contract: Contract, request: IncomingMessage, tokenKey: Uint8Array): Credentials {
  const credentials: { readonly scheme: string; readonly scopes: readonly string[] }[] = [];
  for (const [name, scheme] of contract.securitySchemes) {
    const scopes = scopesOf(scheme, request, tokenKey);
    if (scopes) credentials.push({ scheme: name, scopes });
  }
  return credentials;
}

/** The scopes that the request has under a scheme; undefined when it has no credentials of the scheme. */
function scopesOf(scheme: SecurityScheme, request: IncomingMessage, tokenKey: Uint8Array): readonly string[] | undefined {
  const declaration = scheme.declaration;
  const authorization = request.headers.authorization ?? '';
  switch (scheme.type) {
    case 'apiKey':
    case 'httpApiKey':
      return isPresent(request, String(declaration['in']), String(declaration['name'])) ? [] : undefined;
    case 'http':
      if (String(declaration['scheme']).toLowerCase() === 'basic') return isBasic(authorization) ? [] : undefined;
      return bearerScopes(authorization, tokenKey);
    case 'oauth2':
    case 'openIdConnect':
      return bearerScopes(authorization, tokenKey);
    case 'mutualTLS':
      return request.headers['client-cert'] === undefined ? undefined : [];
    default:
      return undefined;
  }
}

function bearerScopes(authorization: string, tokenKey: Uint8Array): readonly string[] | undefined {
  const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
  const claims = token === undefined ? undefined : verifyToken(token, tokenKey, Date.now() / 1000);
  return claims?.scope.split(' ').filter((scope) => scope !== '');
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
