import type { Contract, SecurityAlternative } from '../../contract/index.ts';
import { alternativesOf, areBothBearers, schemeIdentity } from './security-schemes.ts';

/** Credentials that one side sends and the other doesn't take. */
export interface SecurityFault {
  readonly ruleId: 'security-required' | 'security-alternative-removed' | 'security-scope-added' | 'security-scheme-changed';
  readonly message: string;
  readonly facts: unknown;
  /** What the sender sends. */
  readonly credentials: SecurityAlternative;
  /** Set when the contracts can't tell whether the credentials are taken. */
  readonly doubt?: string;
}

/** What one side sends or asks for. */
export interface SecuritySide {
  readonly contract: Contract;
  readonly security: readonly SecurityAlternative[];
}

/** Is there an alternative that the receiver takes for each that the sender may choose? */
export function securityFaults(sender: SecuritySide, receiver: SecuritySide): readonly SecurityFault[] {
  const wanted = alternativesOf(receiver.security);
  return alternativesOf(sender.security).flatMap((given) => {
    const fits = wanted.map((alternative) => fitOf(sender.contract, receiver.contract, given, alternative));
    if (fits.some(({ kind }) => kind === 'taken')) return [];
    return [describe(given, wanted, fits)];
  });
}

/** Does the receiver take credentials that the sender doesn't send? */
export function isRelaxed(base: SecuritySide, head: SecuritySide): boolean {
  return securityFaults(head, base).length > 0;
}

type Fit =
  | { readonly kind: 'taken' | 'other' }
  | { readonly kind: 'scopes'; readonly missing: readonly string[] }
  | { readonly kind: 'doubt' | 'changed'; readonly scheme: string; readonly reason: string };

function fitOf(from: Contract, to: Contract, given: SecurityAlternative, wanted: SecurityAlternative): Fit {
  const missing: string[] = [];
  let doubt: Fit | undefined;
  for (const requirement of wanted) {
    const identity = schemeIdentity(to, requirement.scheme);
    const sameWire = given.filter(({ scheme }) => schemeIdentity(from, scheme).wire === identity.wire);
    const same = sameWire.find(({ scheme }) => scheme === requirement.scheme) ?? sameWire[0];
    if (same === undefined) {
      const bearer = given.find(({ scheme }) => areBothBearers(schemeIdentity(from, scheme), identity));
      if (bearer !== undefined) {
        doubt = {
          kind: 'doubt',
          scheme: requirement.scheme,
          reason: `the contracts don't say whether tokens for '${bearer.scheme}' are taken for '${requirement.scheme}'`,
        };
        continue;
      }
      const isKnown = given.some(({ scheme }) => scheme === requirement.scheme);
      return isKnown ? { kind: 'changed', scheme: requirement.scheme, reason: '' } : { kind: 'other' };
    }
    const source = schemeIdentity(from, same.scheme).source;
    if (source !== identity.source) {
      doubt = {
        kind: 'doubt',
        scheme: requirement.scheme,
        reason: `the contracts don't say whether tokens of the URLs that were named for '${same.scheme}' are still taken`,
      };
    }
    missing.push(...requirement.scopes.filter((scope) => !same.scopes.includes(scope)));
  }
  if (missing.length > 0) return { kind: 'scopes', missing };
  return doubt ?? { kind: 'taken' };
}

function describe(given: SecurityAlternative, wanted: readonly SecurityAlternative[], fits: readonly Fit[]): SecurityFault {
  const facts = { given, wanted };
  const names = wanted.map((alternative) => alternative.map(({ scheme }) => scheme).join(' with ') || 'none').join(', or ');
  const doubt = fits.find((fit) => fit.kind === 'doubt');
  if (doubt?.kind === 'doubt') {
    const message = `credentials for '${doubt.scheme}' are obtained otherwise`;
    return { ruleId: 'security-scheme-changed', message, facts, credentials: given, doubt: doubt.reason };
  }
  if (given.length === 0) return { ruleId: 'security-required', message: `credentials are required: ${names}`, facts, credentials: given };
  const scopes = fits.find((fit) => fit.kind === 'scopes');
  if (scopes?.kind === 'scopes') {
    const message = `${scopes.missing.length === 1 ? 'the scope' : 'the scopes'} ${scopes.missing.join(', ')} ${scopes.missing.length === 1 ? 'is' : 'are'} required`;
    return { ruleId: 'security-scope-added', message, facts, credentials: given };
  }
  const changed = fits.find((fit) => fit.kind === 'changed');
  if (changed?.kind === 'changed') {
    return {
      ruleId: 'security-scheme-changed',
      message: `credentials for '${changed.scheme}' are sent otherwise`,
      facts,
      credentials: given,
    };
  }
  const own = given.map(({ scheme }) => scheme).join(' with ');
  return {
    ruleId: 'security-alternative-removed',
    message: `credentials for ${own} no longer suffice: ${names}`,
    facts,
    credentials: given,
  };
}
