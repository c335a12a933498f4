import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Contract, SecurityScheme } from '../../registry/contract/index.ts';

/** The header by which an application says which one it is. */
const CONSUMER_HEADER = 'interlock-consumer';

/** What is known of who called. */
export interface Caller {
  readonly headers: IncomingHttpHeaders;
  readonly url?: string | undefined;
}

/**
 * Which application called, in kebab-case: what it calls itself (`Interlock-Consumer`), else the client that a bearer token was issued to, else a hash of
 * the subject, user name, key or token that it came with, since those may be a person's or a secret; `unnamed` when it came with nothing.
 */
export function consumerOf(contract: Contract, caller: Caller): string {
  const said = kebab(String(caller.headers[CONSUMER_HEADER] ?? ''));
  return said ?? bearerOf(caller.headers.authorization) ?? keyOf(contract, caller) ?? 'unnamed';
}

function bearerOf(authorization: string | undefined): string | undefined {
  const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic !== undefined) return hashed('user', Buffer.from(basic, 'base64').toString().split(':', 1)[0] ?? '');
  const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const claims = claimsOf(token);
  const client = claims?.['client_id'] ?? claims?.['azp'] ?? (claims?.['iss'] === 'interlock-mock' ? claims['sub'] : undefined);
  const name = typeof client === 'string' && !client.includes('@') ? kebab(client) : undefined;
  return name ?? (typeof claims?.['sub'] === 'string' ? hashed('subject', claims['sub']) : hashed('token', token));
}

/** What a token says of itself. It is only read to tell callers apart: whether it holds is the target's business. */
function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(contract: Contract, caller: Caller): string | undefined {
  for (const scheme of contract.securitySchemes.values()) {
    const key = scheme.type === 'apiKey' || scheme.type === 'httpApiKey' ? keyBy(scheme, caller) : undefined;
    if (key) return hashed('key', key);
  }
  return undefined;
}

function keyBy({ declaration }: SecurityScheme, { headers, url }: Caller): string | undefined {
  const name = String(declaration['name']);
  switch (declaration['in']) {
    case 'header':
      return headers[name.toLowerCase()]?.toString();
    case 'query':
      return new URLSearchParams((url ?? '').split('?')[1]).get(name) ?? undefined;
    case 'cookie':
      return (headers.cookie ?? '').split(/; */).find((pair) => pair.startsWith(`${name}=`));
    default:
      return undefined;
  }
}

function kebab(text: string): string | undefined {
  const name = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return name === '' ? undefined : name;
}

function hashed(kind: string, text: string): string {
  return `${kind}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}
