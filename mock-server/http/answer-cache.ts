import { BoundedCache } from './bounded-cache.ts';
import type { CacheBounds } from './bounded-cache.ts';
import type { WrittenAnswer } from './send-answer.ts';

/** What a contract's mock keeps of written answers, in number and in size of their bodies. */
export const ANSWER_BOUNDS: CacheBounds = { maxBytes: 32 * 1024 * 1024, maxKept: 5_000 };

/** Keeps answers that their key alone decides, judged and written: the second request of a kind costs a look-up. */
export class AnswerCache extends BoundedCache<WrittenAnswer> {
  constructor() {
    super(ANSWER_BOUNDS, sizeOfAnswer);
  }
}

/** The size of an answer's body: in bytes, or of a text in characters, which are one or two bytes each while they are kept. */
export function sizeOfAnswer({ body }: WrittenAnswer): number {
  return body?.length ?? 0;
}
