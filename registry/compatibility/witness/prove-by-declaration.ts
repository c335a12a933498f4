import type { WitnessVerdict } from '../change.ts';
import type { Comparing } from '../operations/comparing.ts';
import type { Proof } from '../operations/draft.ts';
import type { EventEndpoint } from '../operations/event-endpoint.ts';
import { bareEvent, type EventParts } from './build-event.ts';
import { exampleAddress } from './example-address.ts';

/** What each version declares, in words. */
export interface DeclaredWords {
  readonly base: string;
  readonly head: string;
}

/** Shows a withdrawal that no message can: that something is published at an address or subscribed to, and what both versions declare. */
export function proveByDeclaration(comparing: Comparing, endpoint: EventEndpoint, parts: EventParts, declared: DeclaredWords): Proof {
  const address = parts.address !== undefined ? parts.address : exampleAddress(comparing, comparing.base, endpoint.channel);
  const event = bareEvent(endpoint, { ...parts, address });
  return { isConfirmed: true, witness: { kind: 'event', event, base: inWords(true, declared.base), head: inWords(false, declared.head) } };
}

/** A verdict that was read off a declaration. */
export function inWords(accepted: boolean, says: string): WitnessVerdict {
  return { accepted, says, isDeclared: true, violations: [] };
}
