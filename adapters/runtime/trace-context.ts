import { randomBytes } from 'node:crypto';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** A `traceparent` (W3C Trace Context §3.2) for an outgoing call: a new span in the trace that is given, or in a new one that is sampled. */
export function nextTraceparent(current: string | undefined): string {
  const match = TRACEPARENT.exec(current ?? '');
  const traceId = match?.[1] ?? randomBytes(16).toString('hex');
  return `00-${traceId}-${randomBytes(8).toString('hex')}-${match?.[2] ?? '01'}`;
}
