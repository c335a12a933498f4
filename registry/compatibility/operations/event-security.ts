import type { Location, SecurityAlternative, Server } from '../../contract/index.ts';
import type { ChangeDirection } from '../change.ts';
import { canonicalJson } from '../fingerprint.ts';
import { proveEventCredentials } from '../witness/prove-event-credentials.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import type { EventPair } from './event-endpoint.ts';
import { isRelaxed, securityFaults } from './security-faults.ts';

interface Shared {
  readonly operation?: string;
  readonly aliases?: readonly string[];
  readonly direction: ChangeDirection;
  readonly base: Location;
  readonly head: Location;
}

/** Compares the credentials that others need to connect, whichever way messages flow: those of the operation, or of a server. */
export function eventSecurityDrafts(
  comparing: Comparing,
  shared: Shared,
  pair: EventPair,
  before: readonly SecurityAlternative[],
  after: readonly SecurityAlternative[],
  server?: Server,
): readonly Draft[] {
  const base = { contract: comparing.base.contract, security: before };
  const head = { contract: comparing.head.contract, security: after };
  const root = (facts: unknown) => canonicalJson([facts, before, after]);
  const drafts = securityFaults(base, head).map(({ ruleId, message, facts, credentials, doubt }): Draft => ({
    ...shared,
    ruleId,
    message,
    facts,
    root: root(facts),
    ...(doubt === undefined
      ? { weight: 'rejects', prove: () => proveEventCredentials(comparing, pair, credentials, message, server) }
      : { weight: 'unproven', reason: doubt }),
  }));
  if (drafts.length > 0 || !isRelaxed(base, head)) return drafts;
  const facts = { from: before, to: after };
  return [
    { ...shared, ruleId: 'security-relaxed', weight: 'fits', message: 'fewer or other credentials suffice', facts, root: root(facts) },
  ];
}
