import { createHash } from 'node:crypto';
import type { WrittenAnswer } from './send-answer.ts';

/** Answers that a contract's mock keeps by idempotency key; the oldest go first. */
const MAX_KEPT = 10_000;

interface Kept {
  readonly fingerprint: string;
  readonly answer: WrittenAnswer;
}

/** Keys and their answers, the oldest first, as a snapshot has them. */
export type KeptKeys = readonly (readonly [key: string, kept: Kept])[];

/** What is known of an idempotency key when a request brings it. */
export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'other-body' }
  | { readonly kind: 'repeated'; readonly answer: WrittenAnswer };

/**
 * Remembers the answers of requests by `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a repetition gets the same answer and has
 * no second effect. Only answers of success are kept, since a refused request had no effect to repeat.
 */
export class IdempotencyKeys {
  private readonly kept = new Map<string, Kept>();
  private readonly inFlight = new Set<string>();

  /** Takes a key for the time of a request; false when another request holds it. */
  begin(key: string): boolean {
    if (this.inFlight.has(key)) return false;
    this.inFlight.add(key);
    return true;
  }

  end(key: string): void {
    this.inFlight.delete(key);
  }

  stateOf(key: string, fingerprint: string): KeyState {
    const kept = this.kept.get(key);
    if (!kept) return { kind: 'new' };
    return kept.fingerprint === fingerprint ? { kind: 'repeated', answer: kept.answer } : { kind: 'other-body' };
  }

  keep(key: string, fingerprint: string, answer: WrittenAnswer): void {
    if (answer.status >= 300) return;
    this.kept.set(key, { fingerprint, answer });
    const oldest = this.kept.size > MAX_KEPT ? this.kept.keys().next().value : undefined;
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  /** All that is kept, as JSON. */
  snapshot(): KeptKeys {
    return [...this.kept];
  }

  /** Keeps what a snapshot says, and nothing else. */
  restore(snapshot: KeptKeys): void {
    this.kept.clear();
    for (const [key, kept] of snapshot) this.kept.set(key, kept);
  }
}

/** What two requests to a path with the same key must have in common: the query and the bytes of the body. */
export function fingerprintOf(url: string, body: Uint8Array | undefined): string {
  const query = url.indexOf('?');
  return createHash('sha256')
    .update(query < 0 ? '' : url.slice(query))
    .update('\0')
    .update(body ?? new Uint8Array())
    .digest('base64url');
}
