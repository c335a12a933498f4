import type { Comparing } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import { type EventEndpoint, eventEndpoints } from '../operations/event-endpoint.ts';
import { buildEvent } from './build-event.ts';
import { exampleAddresses } from './example-address.ts';
import { proveByDeclaration } from './prove-by-declaration.ts';
import { runEvent } from './run-event.ts';

/**
 * Shows that an event which the base takes or sends at an address the head no longer does: everything that the head does in this way is
 * run on it. Without a message to run, both say so in words.
 */
export function proveGoneEndpoint(comparing: Comparing, endpoint: EventEndpoint): Proof {
  const { base, head } = comparing;
  const isInput = endpoint.action === 'receive';
  const says = isInput ? { base: 'takes it', head: 'no longer listens there' } : { base: 'sends it', head: 'no longer sends there' };
  const others = eventEndpoints(head.contract).filter(({ action }) => action === endpoint.action);
  const operations = others.filter(({ channel }) => channel.address !== null).flatMap((other) => other.operations);
  let kept: Proof | undefined;
  for (const address of exampleAddresses(comparing, base, endpoint.channel)) {
    if (address === null) break;
    for (const message of endpoint.messages) {
      const event = buildEvent(comparing, base, endpoint, message, undefined, { address });
      if (event === undefined) continue;
      const before = runEvent(base, base, endpoint.operations, event);
      if (!before.verdict.accepted) continue;
      const after = runEvent(head, base, operations, event);
      const elsewhere = after.violations.every(({ code }) => code === 'unknown-path');
      const violations = elsewhere ? [] : after.verdict.violations;
      const verdicts = { base: { ...before.verdict, says: says.base }, head: { ...after.verdict, says: says.head, violations } };
      if (!after.verdict.accepted) return { isConfirmed: true, witness: { kind: 'event', event, ...verdicts } };
      const witness = { kind: 'event', event, base: verdicts.base, head: after.verdict } as const;
      kept ??= {
        isConfirmed: false,
        witness,
        reason: `the head still ${isInput ? 'takes' : 'sends'} the message that was built, at that address`,
      };
    }
  }
  return kept ?? proveByDeclaration(comparing, endpoint, {}, { base: isInput ? 'listens there' : 'sends there', head: says.head });
}

/** Is a concrete address that the base has one of those of the head's channel? */
export function isAnsweredAt(comparing: Comparing, base: EventEndpoint, head: EventEndpoint): boolean {
  const [message] = head.messages;
  const [address] = exampleAddresses(comparing, comparing.base, base.channel);
  if (message === undefined || address === undefined || address === null) return false;
  const event = buildEvent(comparing, comparing.head, head, message, undefined, { address });
  if (event === undefined) return false;
  return !runEvent(comparing.head, comparing.base, head.operations, event).violations.some(({ part }) => part === 'path');
}
