import type { Location, SecurityAlternative } from '../../contract/index.ts';
import { childPointer } from '../../contract/index.ts';
import { canonicalJson } from '../fingerprint.ts';
import { proveCredentials } from '../witness/prove-credentials.ts';
import { requestRoles } from '../witness/prove-http.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import { aliasesOf, directionOf, type HttpPair } from './http-pair.ts';
import { isRelaxed, securityFaults } from './security-faults.ts';

/** Compares the credentials that an operation asks for, as alternatives of conjunctions. Schemes are known by what stands on the wire. */
export function compareSecurity(comparing: Comparing, pair: HttpPair): readonly Draft[] {
  const { sender, receiver } = requestRoles(comparing, pair.base);
  const sideOf = (side: typeof sender) => ({ contract: side.contract, security: pair[side.name].security });
  const shared = {
    operation: pair.base.key,
    aliases: aliasesOf(pair),
    direction: directionOf(pair.base, 'request'),
    base: securityLocation(pair.base.location),
    head: securityLocation(pair.head.location),
  };
  const rootOf = (facts: unknown) => canonicalJson([facts, pair.base.security, pair.head.security]);
  const faults = securityFaults(sideOf(sender), sideOf(receiver));
  const drafts = faults.map(({ ruleId, message, facts, credentials, doubt }): Draft => ({
    ...shared,
    ruleId,
    message,
    facts,
    root: rootOf(facts),
    ...(doubt === undefined
      ? { weight: 'rejects', prove: () => proveCredentials(comparing, pair, credentials) }
      : { weight: 'unproven', reason: doubt }),
  }));
  const base = { contract: comparing.base.contract, security: pair.base.security };
  const head = { contract: comparing.head.contract, security: pair.head.security };
  if (drafts.length > 0 || !isRelaxed(base, head)) return drafts;
  const facts = { from: pair.base.security, to: pair.head.security };
  return [
    { ...shared, ruleId: 'security-relaxed', weight: 'fits', message: `${show(head.security)} suffices`, facts, root: rootOf(facts) },
  ];
}

function securityLocation({ file, pointer }: Location): Location {
  return { file, pointer: childPointer(pointer, 'security') };
}

function show(security: readonly SecurityAlternative[]): string {
  const alternatives = security.map((alternative) => alternative.map(({ scheme }) => scheme).join(' with ') || 'nothing');
  return alternatives.length === 0 ? 'nothing' : alternatives.join(' or ');
}
