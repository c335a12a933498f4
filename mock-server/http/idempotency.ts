import { createHash } from 'node:crypto';
import { ANSWER_BOUNDS, sizeOfAnswer } from './answer-cache.ts';
import { BoundedCache } from './bounded-cache.ts';
import type { WrittenAnswer } from './send-answer.ts';

/** What a contract's mock keeps of answers by idempotency key. */
const BOUNDS = { ...ANSWER_BOUNDS, maxKept: 10_000 };

interface Kept {
  readonly fingerprint: string;
  readonly answer: WrittenAnswer;
}

/** Keys and their answers, the oldest first, as a snapshot has them: bytes of a body are base64. */
export type KeptKeys = readonly (readonly [key: string, kept: { readonly fingerprint: string; readonly answer: KeptAnswer }])[];

interface KeptAnswer {
  readonly status: number;
  readonly headers: WrittenAnswer['headers'];
  readonly body?: string | { readonly base64: string };
}

/** What is known of an idempotency key when a request brings it. */
export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'other-body' }
  | { readonly kind: 'repeated'; readonly answer: WrittenAnswer };

/**
 * Remembers the answers of requests by `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a repetition gets the same answer and has
 * no second effect. Answers of success and redirects (3xx) are kept, since a refused request had no effect to repeat. One that may no longer fit, since it
 * comes from elsewhere or the contract has changed, is judged before it leaves again, and forgotten where it does not fit.
 */
export class IdempotencyKeys {
  private readonly kept = new BoundedCache<Kept>(BOUNDS, ({ answer }) => sizeOfAnswer(answer));
  private judged = new WeakSet<WrittenAnswer>();
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

  /** @param isPermitted judges an answer that may no longer fit the contract */
  stateOf(key: string, fingerprint: string, isPermitted: (answer: WrittenAnswer) => boolean): KeyState {
    const kept = this.kept.find(key);
    if (!kept) return { kind: 'new' };
    if (!this.judged.has(kept.answer)) {
      if (!isPermitted(kept.answer)) {
        this.kept.drop(key);
        return { kind: 'new' };
      }
      this.judged.add(kept.answer);
    }
    return kept.fingerprint === fingerprint ? { kind: 'repeated', answer: kept.answer } : { kind: 'other-body' };
  }

  /** Keeps an answer that the contract permits. */
  keep(key: string, fingerprint: string, answer: WrittenAnswer): void {
    if (answer.status >= 400) return;
    this.judged.add(answer);
    this.kept.keep(key, { fingerprint, answer });
  }

  /** The contract has changed: what is kept is judged again before it leaves. */
  distrust(): void {
    this.judged = new WeakSet();
  }

  /** All that is kept, as JSON. */
  snapshot(): KeptKeys {
    return this.kept.entries().map(([key, { fingerprint, answer }]) => [key, { fingerprint, answer: asJson(answer) }]);
  }

  /** Keeps what a snapshot says, and nothing else. */
  restore(snapshot: KeptKeys): void {
    this.kept.clear();
    this.distrust();
    for (const [key, { fingerprint, answer }] of snapshot) this.kept.keep(key, { fingerprint, answer: fromJson(answer) });
  }
}

function asJson({ status, headers, body }: WrittenAnswer): KeptAnswer {
  if (body === undefined) return { status, headers };
  return { status, headers, body: typeof body === 'string' ? body : { base64: Buffer.from(body).toString('base64') } };
}

function fromJson({ status, headers, body }: KeptAnswer): WrittenAnswer {
  return { status, headers, body: typeof body === 'object' ? Buffer.from(body.base64, 'base64') : body };
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
