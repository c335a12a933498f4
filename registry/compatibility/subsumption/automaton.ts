import { CharSet } from 'refa';

/** A finite automaton over code points, that can be asked step by step. States are numbers; transitions of a state are disjoint. */
export interface Automaton {
  readonly start: number;
  /** Does a text that ends here belong to the language? */
  accepts(state: number): boolean;
  /** Where characters lead; characters in none of the sets lead to no text of the language. */
  transitions(state: number): readonly (readonly [characters: CharSet, state: number])[];
}

/** The greatest code point. */
export const MAX_CHARACTER = 0x10ffff;

/** Every character. */
export const ALL_CHARACTERS = CharSet.all(MAX_CHARACTER);

/** An automaton has more states than are worth building. */
export class AutomatonTooLarge extends Error {
  override readonly name = 'AutomatonTooLarge';
}

/** The language of some texts. */
export function automatonOf(texts: Iterable<string>): Automaton {
  const nodes: { ends: boolean; readonly next: Map<number, number> }[] = [{ ends: false, next: new Map() }];
  for (const text of texts) {
    let state = 0;
    for (const character of text) {
      const code = character.codePointAt(0)!;
      let target = nodes[state]!.next.get(code);
      if (target === undefined) {
        target = nodes.length;
        nodes.push({ ends: false, next: new Map() });
        nodes[state]!.next.set(code, target);
      }
      state = target;
    }
    nodes[state]!.ends = true;
  }
  return {
    start: 0,
    accepts: (state) => nodes[state]!.ends,
    transitions: (state) => [...nodes[state]!.next].map(([code, target]) => [CharSet.fromCharacter(MAX_CHARACTER, code), target] as const),
  };
}
