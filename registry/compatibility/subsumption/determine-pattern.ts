import type { CharSet } from 'refa';
import { ALL_CHARACTERS, type Automaton, AutomatonTooLarge } from './automaton.ts';
import type { LooseAutomaton } from './loose-automaton.ts';

/** One way in which a text may have been read so far, and what the rest of the text still owes to lookaheads that were passed. */
interface Thread {
  readonly state: number;
  readonly owed: readonly Debt[];
  /** The same for the same thread. */
  readonly key: string;
}

/** What a lookahead asks of the rest of the text: that one of these ways comes to an end in it, or that none does. */
interface Debt {
  readonly negate: boolean;
  readonly threads: readonly Thread[];
  readonly key: string;
}

/** Where in a text threads stand. */
interface Position {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** For each lookbehind, whether what was read fits it. */
  readonly behind: readonly boolean[];
}

/** A state of the automaton: threads, and how far each lookbehind has come; -1 where it can't match any more. */
interface Subset {
  readonly threads: readonly Thread[];
  readonly behind: readonly number[];
  readonly isFirst: boolean;
}

const MAX_SUBSETS = 3000;
const MAX_THREADS = 4000;
const MAX_CELLS = 2000;
const NO_DEBT: readonly Debt[] = [];

/**
 * Subset construction, a state at a time as it is asked for. Lookaheads are carried along as debts, lookbehinds as automata of what was
 * read, so that patterns with either are regular languages still.
 *
 * @throws AutomatonTooLarge
 */
export function determinePattern({ states, start, behinds, live }: LooseAutomaton, source: string): Automaton {
  const subsets: Subset[] = [];
  const known = new Map<string, number>();
  const memory = new Map<number, readonly (readonly [CharSet, number])[]>();
  const endings = new Map<number, boolean>();
  const plain = states.map((_, state): Thread => ({ state, owed: NO_DEBT, key: String(state) }));

  function threadOf(state: number, owed: readonly Debt[]): Thread {
    if (owed.length === 0) return plain[state]!;
    const debts = [...new Map(owed.map((debt) => [debt.key, debt])).values()].sort((one, other) => (one.key < other.key ? -1 : 1));
    return { state, owed: debts, key: `${state}[${debts.map(({ key }) => key).join(' ')}]` };
  }

  function debtOf(negate: boolean, threads: readonly Thread[]): Debt {
    return { negate, threads, key: `${negate ? '!' : '='}${threads.map(({ key }) => key).join(',')}` };
  }

  /** Adds a debt to others; undefined when it can't be paid. */
  function owing(owed: readonly Debt[], negate: boolean, threads: readonly Thread[]): readonly Debt[] | undefined {
    const isPaid = threads.some(isUniversal) || (threads.length === 0 ? false : undefined);
    if (isPaid === undefined) return [...owed, debtOf(negate, threads)];
    return isPaid === negate ? undefined : owed;
  }

  /** Is every text accepted that is read on from here? */
  function isUniversal({ state, owed }: Thread): boolean {
    return states[state]!.end === 'anywhere' && owed.length === 0;
  }

  /** All threads that stand at the same position, without those that come to nothing or that others include. */
  function close(from: readonly Thread[], position: Position): readonly Thread[] {
    const closed = new Map(from.map((thread) => [thread.key, thread]));
    const add = (state: number, owed: readonly Debt[]): void => {
      const thread = threadOf(state, owed);
      if (closed.size > MAX_THREADS) throw new AutomatonTooLarge(`/${source}/ is read in more than ${MAX_THREADS} ways at once`);
      if (!closed.has(thread.key)) closed.set(thread.key, thread);
    };
    for (const { state, owed } of closed.values()) {
      const { free, atStart, atEnd, asking } = states[state]!;
      for (const next of free) add(next, owed);
      if (position.isFirst) for (const next of atStart) add(next, owed);
      if (position.isLast) for (const next of atEnd) add(next, owed);
      for (const { kind, negate, index, next } of asking) {
        if (kind === 'behind') {
          if (position.behind[index] !== negate) add(next, owed);
          continue;
        }
        const debts = owing(owed, negate, close([plain[index]!], position));
        if (debts) add(next, debts);
      }
    }
    const universal = [...closed.values()].find(isUniversal);
    if (universal) return [universal];
    const kept = [...closed.values()].filter(
      ({ state, owed }) => (position.isFirst || live.has(state)) && (owed.length === 0 || !closed.has(plain[state]!.key)),
    );
    return kept.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  function step(threads: readonly Thread[], isIn: (characters: CharSet) => boolean, position: Position): readonly Thread[] {
    const moved: Thread[] = [];
    for (const { state, owed } of threads) {
      const targets = states[state]!.moves.filter(([characters]) => isIn(characters));
      if (targets.length === 0) continue;
      let debts: readonly Debt[] | undefined = NO_DEBT;
      for (const debt of owed) debts = debts && owing(debts, debt.negate, step(debt.threads, isIn, position));
      if (debts) for (const [, target] of targets) moved.push(threadOf(target, debts));
    }
    return close(moved, position);
  }

  /** Does one of the threads come to its end where the text does? */
  function isMatched(threads: readonly Thread[], position: Position): boolean {
    return close(threads, position).some(
      ({ state, owed }) => states[state]!.end !== undefined && owed.every((debt) => isMatched(debt.threads, position) !== debt.negate),
    );
  }

  function identify(subset: Subset): number {
    const isDecided = subset.threads.length === 0 || subset.threads.some(isUniversal);
    const key = `${subset.isFirst ? '^' : ''}${subset.threads.map((thread) => thread.key).join(',')};${isDecided ? '' : subset.behind.join(',')}`;
    let id = known.get(key);
    if (id === undefined) {
      if (subsets.length >= MAX_SUBSETS) throw new AutomatonTooLarge(`/${source}/ needs more than ${MAX_SUBSETS} states`);
      id = subsets.length;
      known.set(key, id);
      subsets.push(isDecided ? { ...subset, behind: behinds.map(() => -1) } : subset);
    }
    return id;
  }

  function positionOf({ isFirst, behind }: Pick<Subset, 'isFirst' | 'behind'>, isLast: boolean): Position {
    return { isFirst, isLast, behind: behind.map((state, index) => state !== -1 && behinds[index]!.accepts(state)) };
  }

  function transitionsOf(subset: Subset): readonly (readonly [CharSet, number])[] {
    const sets = new Set<CharSet>();
    const gather = ({ state, owed }: Thread): void => {
      for (const [characters] of states[state]!.moves) sets.add(characters);
      for (const { threads } of owed) threads.forEach(gather);
    };
    subset.threads.forEach(gather);
    const behindMoves = subset.behind.map((state, index) => (state === -1 ? [] : behinds[index]!.transitions(state)));
    for (const [characters] of behindMoves.flat()) sets.add(characters);
    return cellsOf([...sets], source).flatMap(([characters, within]) => {
      const behind = behindMoves.map((moves) => moves.find(([set]) => within.has(set))?.[1] ?? -1);
      const after = { isFirst: false, behind };
      const threads = step(subset.threads, (set) => within.has(set), positionOf(after, false));
      return threads.length === 0 ? [] : [[characters, identify({ ...after, threads })] as const];
    });
  }

  const begin = { isFirst: true, behind: behinds.map(({ start: first }) => first) };
  const first = identify({ ...begin, threads: close([plain[start]!], positionOf(begin, false)) });
  return {
    start: first,
    accepts(id) {
      let ending = endings.get(id);
      if (ending === undefined) {
        const subset = subsets[id]!;
        ending = isMatched(subset.threads, positionOf(subset, true));
        endings.set(id, ending);
      }
      return ending;
    },
    transitions(id) {
      let moves = memory.get(id);
      if (moves === undefined) {
        moves = transitionsOf(subsets[id]!);
        memory.set(id, moves);
      }
      return moves;
    },
  };
}

/** Splits all characters by the sets that they are in. */
function cellsOf(sets: readonly CharSet[], source: string): readonly (readonly [CharSet, ReadonlySet<CharSet>])[] {
  let cells: (readonly [CharSet, ReadonlySet<CharSet>])[] = [[ALL_CHARACTERS, new Set()]];
  for (const set of sets) {
    if (cells.length > MAX_CELLS) throw new AutomatonTooLarge(`/${source}/ tells too many sets of characters apart`);
    cells = cells.flatMap(([characters, within]) => {
      const common = characters.intersect(set);
      if (common.isEmpty) return [[characters, within] as const];
      const left = characters.without(set);
      const inside = [common, new Set([...within, set])] as const;
      return left.isEmpty ? [inside] : [inside, [left, within] as const];
    });
  }
  return cells;
}
