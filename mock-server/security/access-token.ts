import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token of the mock server says. Times are seconds since the epoch (RFC 7519 §4.1). */
export interface TokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly scope: string;
  readonly iat: number;
  readonly exp: number;
}

/** Who issues the tokens. */
export const ISSUER = 'interlock-mock';

/** Why a token does not hold: its time is over, or it is none that this server gave. */
export type TokenFault = 'expired' | 'invalid';

/** Signs claims as a JWT by HS256 (RFC 7515, RFC 7518 §3.2). */
export function signToken(claims: TokenClaims, key: Uint8Array): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed, key).toString('base64url')}`;
}

/** The claims of a token that this key signed by HS256 and this issuer gave, or why it does not hold. */
export function verifyToken(token: string, key: Uint8Array, nowEpochSeconds: number): TokenClaims | TokenFault {
  const claims = signedClaims(token, key);
  if (!claims) return 'invalid';
  return claims.exp > nowEpochSeconds ? claims : 'expired';
}

function signedClaims(token: string, key: Uint8Array): TokenClaims | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  if (decode(header)?.['alg'] !== 'HS256') return undefined;
  const expected = signatureOf(`${header}.${payload}`, key);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = decode(payload) as TokenClaims | undefined;
  return claims?.iss === ISSUER && typeof claims.scope === 'string' && typeof claims.exp === 'number' ? claims : undefined;
}

function signatureOf(text: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
