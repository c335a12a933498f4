import type { EventOperation, Violation } from '../../contract/index.ts';
import type { WireEvent, WitnessVerdict } from '../change.ts';
import type { Side } from '../operations/comparing.ts';
import { bytesOf, violationsOf } from './run-http.ts';
import { translateCredentials } from './translate-credentials.ts';

/** What a side makes of an event. */
export interface EventRun {
  readonly verdict: WitnessVerdict;
  readonly violations: readonly Violation[];
}

/**
 * Runs one side on an event: accepted when one of the given operations permits it. Credentials go by the base's names; the head knows them
 * by what stands on the wire.
 */
export function runEvent(side: Side, base: Side, operations: readonly EventOperation[], event: WireEvent): EventRun {
  const { contentType, address, server, credentials, bindings } = event;
  const message = {
    headers: event.headers,
    payload: event.payload === undefined ? { value: undefined } : bytesOf(event.payload),
    ...(contentType === undefined ? {} : { contentType }),
    ...(address === null ? {} : { address }),
    ...(server === undefined ? {} : { server }),
    ...(bindings === undefined ? {} : { bindings }),
    ...(credentials === undefined
      ? {}
      : { credentials: side === base ? credentials : translateCredentials(credentials, base.contract, side.contract) }),
  };
  const options = event.isReply === true ? { reply: true } : {};
  const verdicts = operations.map((operation) => side.compiled().permitsMessage(operation, message, options));
  const accepted = verdicts.some((verdict) => verdict.accepted);
  const violations = accepted ? [] : verdicts.flatMap((verdict) => (verdict.accepted ? [] : verdict.violations));
  return { violations, verdict: { accepted, says: accepted ? 'accepts it' : 'rejects it', violations: violationsOf(violations) } };
}
