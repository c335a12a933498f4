import { LOOPS, loopOpenedBy, type Loop, type LoopName } from './loops.ts';

/** Follows a transaction set through the loops of its guide and refuses the first segment that may not stand where it does. */
export class LoopTracker {
  /** The loop that the last segment stands in. */
  loop: LoopName = 'heading';
  #order = 0;
  readonly #counts = new Map<string, number>();

  /** Takes the next segment. Returns what is wrong with its place, or undefined. `qualifier` is its first element where the segment is an N1. */
  accept(id: string, qualifier: string): string | undefined {
    const opened = loopOpenedBy(id, qualifier);
    if (opened) return this.#open(opened, id);
    const loop: Loop = LOOPS[this.loop];
    const rule = Object.hasOwn(loop.segments, id) ? loop.segments[id] : undefined;
    if (!rule) return `${describe(id)} may not stand in ${loop.title}`;
    if (rule.order < this.#order) return `${id} stands too late in ${loop.title}: it comes before what already came`;
    const count = (this.#counts.get(id) ?? 0) + 1;
    if (count > rule.most) return `${id} may stand only once in ${loop.title}`;
    this.#order = rule.order;
    this.#counts.set(id, count);
    if (this.loop === 'heading' && id !== 'BPR' && !this.#counts.has('BPR')) return `${id} stands where BPR must come first`;
    return undefined;
  }

  /** What is missing when SE comes, or undefined. */
  finish(): string | undefined {
    if (this.loop === 'heading') return this.#missingInHeading() ?? 'N1*PR (payer) is missing';
    return this.loop === 'payer' ? 'N1*PE (payee) is missing' : undefined;
  }

  #open(opened: LoopName, id: string): string | undefined {
    if (this.loop === 'heading') {
      const missing = this.#missingInHeading();
      if (missing) return missing;
    }
    const loop: Loop = LOOPS[this.loop];
    if (!loop.next.includes(opened)) return `${id} may not open ${LOOPS[opened].title} after ${loop.title}`;
    this.loop = opened;
    this.#order = 0;
    this.#counts.clear();
    return undefined;
  }

  #missingInHeading(): string | undefined {
    return ['BPR', 'TRN'].filter((id) => !this.#counts.has(id)).map((id) => `${id} is missing`)[0];
  }
}

function describe(id: string): string {
  return /^[A-Z][0-9A-Z]{1,2}$/.test(id) ? id : id === '' ? 'an empty segment' : 'a segment that X12 does not know';
}
