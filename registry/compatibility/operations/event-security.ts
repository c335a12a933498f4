import type { Location, SecurityAlternative } from '../../contract/index.ts';
import type { ChangeDirection } from '../change.ts';
import { canonicalJson } from '../fingerprint.ts';
import { proveWithoutMessage } from '../witness/event-message.ts';
import type { Comparing } from './comparing.ts';
import type { Draft } from './draft.ts';
import type { EventEndpoint } from './event-endpoint.ts';
import { isRelaxed, securityFaults } from './security-faults.ts';

interface Shared {
  readonly operation?: string;
  readonly aliases?: readonly string[];
  readonly direction: ChangeDirection;
  readonly base: Location;
  readonly head: Location;
}

/** Compares the credentials that others need to connect, whichever way messages flow. */
export function eventSecurityDrafts(
  comparing: Comparing,
  shared: Shared,
  endpoint: EventEndpoint | undefined,
  before: readonly SecurityAlternative[],
  after: readonly SecurityAlternative[],
): readonly Draft[] {
  const base = { contract: comparing.base.contract, security: before };
  const head = { contract: comparing.head.contract, security: after };
  const root = (facts: unknown) => canonicalJson([facts, before, after]);
  const drafts = securityFaults(base, head).map(({ ruleId, message, facts, doubt }): Draft => ({
    ...shared,
    ruleId,
    message,
    facts,
    root: root(facts),
    ...(doubt === undefined
      ? {
          weight: 'rejects',
          prove: () =>
            endpoint
              ? proveWithoutMessage(comparing, endpoint, 'takes the credentials that it asks for', `refuses them: ${message}`)
              : { isConfirmed: true },
        }
      : { weight: 'unproven', reason: doubt }),
  }));
  if (drafts.length > 0 || !isRelaxed(base, head)) return drafts;
  const facts = { from: before, to: after };
  return [
    { ...shared, ruleId: 'security-relaxed', weight: 'fits', message: 'fewer or other credentials suffice', facts, root: root(facts) },
  ];
}
