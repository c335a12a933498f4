import type { WrittenAnswer } from './send-answer.ts';

/** What a contract's mock keeps of written answers, in bytes of their bodies and in number; the oldest go first. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_KEPT = 5_000;

/** Keeps answers that their key alone decides, judged and written: the second request of a kind costs a look-up. */
export class AnswerCache {
  private readonly kept = new Map<string, WrittenAnswer>();
  private bytes = 0;

  find(key: string): WrittenAnswer | undefined {
    return this.kept.get(key);
  }

  keep(key: string, answer: WrittenAnswer): void {
    this.drop(key);
    this.kept.set(key, answer);
    this.bytes += sizeOf(answer);
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= MAX_BYTES && this.kept.size <= MAX_KEPT) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const answer = this.kept.get(key);
    if (!answer) return;
    this.kept.delete(key);
    this.bytes -= sizeOf(answer);
  }
}

function sizeOf(answer: WrittenAnswer): number {
  return answer.body?.length ?? 0;
}
