import { createHash } from 'node:crypto';
import type { Contract, HttpOperation, SecurityScheme } from '../../registry/contract/index.ts';
import { ISSUER, signToken } from '../security/access-token.ts';

/** What a call carries so that its receiver lets it in. */
export interface CallCredentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** What credentials are made of. */
export interface CredentialMaterial {
  readonly tokenKey: Uint8Array;
  /** Decides keys and passwords: the same for all calls of a contract. */
  readonly seed: string;
  /** When tokens are given, in seconds since 1970. */
  readonly iat: number;
}

const CLIENT = ISSUER;
const LIFETIME_SECONDS = 3600;

/**
 * The credentials of the first alternative that the operation declares, as far as a mock can have them: API keys and passwords that the seed
 * decides, bearer tokens as the mock server's own token endpoint issues them, with the scopes that are asked for. A client certificate is none.
 */
export function callCredentials(contract: Contract, operation: HttpOperation, material: CredentialMaterial): CallCredentials {
  const headers: Record<string, string> = {};
  const query: (readonly [string, string])[] = [];
  for (const { scheme: name, scopes } of operation.security[0] ?? []) {
    const scheme = contract.securitySchemes.get(name);
    if (!scheme) continue;
    const key = seededKey(`${material.seed} ${name}`);
    if (scheme.type !== 'apiKey') {
      const authorization = authorizationOf(scheme, scopes, key, material);
      if (authorization !== undefined) headers['authorization'] = authorization;
      continue;
    }
    const field = String(scheme.declaration['name']);
    if (scheme.declaration['in'] === 'query') query.push([field, key]);
    else if (scheme.declaration['in'] === 'header') headers[field.toLowerCase()] = key;
    else headers['cookie'] = [headers['cookie'], `${field}=${key}`].filter((pair) => pair !== undefined).join('; ');
  }
  return { headers, query };
}

function authorizationOf(
  { type, declaration }: SecurityScheme,
  scopes: readonly string[],
  key: string,
  { tokenKey, iat }: CredentialMaterial,
): string | undefined {
  const kind = type === 'http' ? String(declaration['scheme']).toLowerCase() : type;
  if (kind === 'basic') return `Basic ${Buffer.from(`${CLIENT}:${key}`).toString('base64')}`;
  if (kind !== 'bearer' && kind !== 'oauth2' && kind !== 'openIdConnect') return undefined;
  const claims = { iss: ISSUER, sub: CLIENT, scope: scopes.join(' '), iat, exp: iat + LIFETIME_SECONDS };
  return `Bearer ${signToken(claims, tokenKey)}`;
}

function seededKey(seed: string): string {
  return createHash('sha256').update(`callback credentials ${seed}`).digest('hex').slice(0, 32);
}
