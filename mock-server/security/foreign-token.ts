import type { Contract } from '../../registry/contract/index.ts';

/**
 * The scopes of a token that another issuer gave, which a mock cannot check: those that a JWT claims (`scope`, RFC 9068 §2.2.3, or `scp`), else all
 * that the contract asks for anywhere.
 */
export function foreignScopes(token: string, contract: Contract): readonly string[] {
  const claims = claimsOf(token);
  const claimed = claims?.['scope'] ?? claims?.['scp'];
  if (typeof claimed === 'string') return claimed.split(' ').filter((scope) => scope !== '');
  if (Array.isArray(claimed)) return claimed.map(String);
  return allScopes(contract);
}

function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const known = new WeakMap<Contract, readonly string[]>();

function allScopes(contract: Contract): readonly string[] {
  let scopes = known.get(contract);
  if (!scopes) {
    const asked = contract.operations.flatMap(({ security }) => security.flat().flatMap((one) => one.scopes));
    known.set(contract, (scopes = [...new Set(asked)]));
  }
  return scopes;
}
