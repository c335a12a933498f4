import { CharSet } from 'refa';
import { ALL_CHARACTERS, type Automaton, MAX_CHARACTER } from './automaton.ts';

/** A search for a text that is in some languages and out of others, with a length in characters between two bounds. */
export interface TextSearch {
  readonly within: readonly Automaton[];
  readonly without: readonly Automaton[];
  readonly shortest: number;
  readonly longest: number;
}

/** A text, none, or `unsure`: the search was given up, or only texts that no message can carry are left. */
export type FoundText = { readonly text: string } | 'none' | 'unsure';

const MAX_STEPS = 60_000;
const SURROGATES = CharSet.fromRange(MAX_CHARACTER, { min: 0xd800, max: 0xdfff });
const LIKED = [...'abcdefghijklmnopqrstuvwxyz', ...'0123456789', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ...'-_. /:@,+=~!#$%&*()<>?'].map(
  (character) => character.codePointAt(0)!,
);

interface Reached {
  readonly within: readonly number[];
  /** -1: can't be in that language any more. */
  readonly without: readonly number[];
  readonly from: Reached | undefined;
  readonly character: number;
}

/** Finds a shortest text; breadth first over the product of the automata, a length at a time. */
export function findText({ within, without, shortest, longest }: TextSearch): FoundText {
  if (shortest > longest) return 'none';
  let steps = 0;
  let isSure = true;
  let level: Reached[] = [
    { within: within.map(({ start }) => start), without: without.map(({ start }) => start), from: undefined, character: 0 },
  ];
  const visited = new Set<string>();
  for (let length = 0; length <= longest && level.length > 0; length += 1) {
    const next = new Map<string, Reached>();
    for (const reached of level) {
      if (length >= shortest) {
        const key = keyOf(reached);
        if (visited.has(key)) continue;
        visited.add(key);
        if (isAccepted(reached)) return { text: textOf(reached) };
      }
      for (const [characters, withinNext, withoutNext] of movesOf(reached)) {
        steps += 1;
        if (steps > MAX_STEPS) return 'unsure';
        const character = pick(characters);
        if (character === undefined) {
          isSure = false;
          continue;
        }
        const target = { within: withinNext, without: withoutNext, from: reached, character };
        const key = keyOf(target);
        if (!next.has(key) && !visited.has(key)) next.set(key, target);
      }
    }
    level = [...next.values()];
  }
  return isSure ? 'none' : 'unsure';

  function isAccepted(reached: Reached): boolean {
    return (
      reached.within.every((state, index) => within[index]!.accepts(state)) &&
      reached.without.every((state, index) => state === -1 || !without[index]!.accepts(state))
    );
  }

  function movesOf(reached: Reached): readonly (readonly [CharSet, readonly number[], readonly number[]])[] {
    let moves: (readonly [CharSet, readonly number[], readonly number[]])[] = [[ALL_CHARACTERS, [], []]];
    for (const [index, state] of reached.within.entries()) {
      const own = within[index]!.transitions(state);
      moves = moves.flatMap(([set, ins, outs]) =>
        own.flatMap(([characters, target]) => {
          const common = set.intersect(characters);
          return common.isEmpty ? [] : [[common, [...ins, target], outs] as const];
        }),
      );
    }
    for (const [index, state] of reached.without.entries()) {
      const own = state === -1 ? [] : without[index]!.transitions(state);
      moves = moves.flatMap(([set, ins, outs]) => {
        const split: (readonly [CharSet, readonly number[], readonly number[]])[] = [];
        let rest = set;
        for (const [characters, target] of own) {
          const common = rest.intersect(characters);
          if (common.isEmpty) continue;
          split.push([common, ins, [...outs, target]]);
          rest = rest.without(common);
        }
        if (!rest.isEmpty) split.push([rest, ins, [...outs, -1]]);
        return split;
      });
    }
    return moves;
  }
}

function keyOf({ within, without }: Reached): string {
  return `${within.join(',')};${without.join(',')}`;
}

function textOf(reached: Reached): string {
  const characters: string[] = [];
  for (let at = reached; at.from !== undefined; at = at.from) characters.push(String.fromCodePoint(at.character));
  return characters.reverse().join('');
}

/** A character that people like to read; surrogates by themselves are none. */
function pick(characters: CharSet): number | undefined {
  const liked = LIKED.find((code) => characters.has(code));
  if (liked !== undefined) return liked;
  const proper = characters.without(SURROGATES);
  const printable = proper.ranges.find(({ max }) => max > 0x20);
  return printable === undefined
    ? proper.ranges[0]?.min
    : Math.max(printable.min, 0x21) <= printable.max
      ? Math.max(printable.min, 0x21)
      : undefined;
}
