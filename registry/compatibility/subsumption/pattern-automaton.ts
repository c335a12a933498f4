import { type CharSet, JS, type NoParent, type Node as RefaNode } from 'refa';
import { ALL_CHARACTERS, type Automaton, AutomatonTooLarge, MAX_CHARACTER } from './automaton.ts';
import { determinePattern } from './determine-pattern.ts';
import { type LooseState, statesThatReachAnEnd } from './loose-automaton.ts';

const SURROGATES = { min: 0xd800, max: 0xdfff };
const ASTRAL = { min: 0x1_0000, max: MAX_CHARACTER };
const MAX_STATES = 4000;

/** How parts that are no regular language are read: as if they were always true, or never. */
export type Reading = 'over' | 'under';

/** The language of a pattern read in one way; `exact` when nothing had to be guessed. */
export interface PatternReading {
  readonly automaton: Automaton;
  readonly exact: boolean;
  /** Without the u flag, a character beyond U+FFFF counts as two: where the pattern can see that, the automaton is wrong about such texts. */
  readonly isAboutUnits: boolean;
}

type Part = NoParent<RefaNode>;
type Alternatives = readonly Extract<Part, { type: 'Concatenation' }>[];
type Assertion = Extract<Part, { type: 'Assertion' }>;
type Quantifier = Extract<Part, { type: 'Quantifier' }>;

/**
 * The texts in which a regular expression matches somewhere, with `^`, `$`, word boundaries and lookarounds as they are meant. What is no
 * regular language is read as always true (`over`: a superset) or never (`under`: a subset): backreferences, lookarounds that hold such,
 * and lookbehinds that look ahead.
 *
 * @throws AutomatonTooLarge, and SyntaxError when it is no regular expression.
 */
export function readPattern(source: string, flags: string, reading: Reading): PatternReading {
  const parser = JS.Parser.fromLiteral({ source, flags });
  const { expression } = parser.parse({ assertions: 'parse', backreferences: 'unknown', maxBackreferenceWords: 0, maxNodes: 20_000 });
  let exact = true;
  let isAboutUnits = false;
  return { automaton: build(expression.alternatives, 'pattern'), exact, isAboutUnits };

  function widen(set: CharSet): CharSet {
    if (set.maximum === MAX_CHARACTER) return set;
    const wide = set.resize(MAX_CHARACTER);
    if (wide.isDisjointWith(SURROGATES)) return wide;
    isAboutUnits = true;
    return wide.isSupersetOf(SURROGATES) ? wide.union([ASTRAL]) : wide;
  }

  /** The texts that have one of the alternatives in them, or, for a lookbehind, that end with one. */
  function build(alternatives: Alternatives, purpose: 'pattern' | 'behind'): Automaton {
    const states: LooseState[] = [];
    const behinds: Automaton[] = [];
    const start = addState();
    states[start]!.moves.push([ALL_CHARACTERS, start]);
    const last = addAlternatives(alternatives, start);
    if (purpose === 'pattern') endAnywhere(last);
    else states[last]!.end = 'here';
    return determinePattern({ states, start, behinds, live: statesThatReachAnEnd(states) }, source);

    function addState(): number {
      if (states.length >= MAX_STATES) throw new AutomatonTooLarge(`/${source}/ needs more than ${MAX_STATES} states`);
      states.push({ free: [], atStart: [], atEnd: [], asking: [], moves: [], end: undefined });
      return states.length - 1;
    }

    function endAnywhere(state: number): void {
      states[state]!.moves.push([ALL_CHARACTERS, state]);
      states[state]!.end = 'anywhere';
    }

    /** Adds the states of a part, from one state; returns the state after it. */
    function add(part: Part, from: number): number {
      switch (part.type) {
        case 'Expression':
        case 'Alternation':
          return addAlternatives(part.alternatives, from);
        case 'Concatenation':
          return part.elements.reduce((state, element) => add(element, state), from);
        case 'CharacterClass': {
          const end = addState();
          const characters = widen(part.characters);
          if (!characters.isEmpty) states[from]!.moves.push([characters, end]);
          return end;
        }
        case 'Quantifier':
          return addQuantifier(part, from);
        case 'Assertion':
          return addAssertion(part, from);
        case 'Unknown': {
          const end = addUnknown(from);
          if (reading === 'over') states[end]!.moves.push([ALL_CHARACTERS, end]);
          return end;
        }
      }
    }

    function addAlternatives(parts: Alternatives, from: number): number {
      const end = addState();
      for (const part of parts) {
        const begin = addState();
        states[from]!.free.push(begin);
        states[add(part, begin)]!.free.push(end);
      }
      return end;
    }

    function addQuantifier({ alternatives: repeated, min, max }: Quantifier, from: number): number {
      let state = from;
      for (let count = 0; count < min; count += 1) state = addAlternatives(repeated, state);
      const end = addState();
      if (max === Number.POSITIVE_INFINITY) {
        const loop = addState();
        states[state]!.free.push(loop);
        states[addAlternatives(repeated, loop)]!.free.push(loop);
        states[loop]!.free.push(end);
        return end;
      }
      states[state]!.free.push(end);
      for (let count = min; count < max; count += 1) {
        state = addAlternatives(repeated, state);
        states[state]!.free.push(end);
      }
      return end;
    }

    function addAssertion(assertion: Assertion, from: number): number {
      const { kind, negate } = assertion;
      if (kind === 'ahead' && purpose === 'behind') return addUnknown(from);
      if (isEdge(assertion)) {
        const end = addState();
        states[from]![kind === 'behind' ? 'atStart' : 'atEnd'].push(end);
        return end;
      }
      const wasExact = exact;
      exact = true;
      const index = kind === 'ahead' ? addLookahead(assertion.alternatives) : behinds.push(build(assertion.alternatives, 'behind')) - 1;
      if (!exact) return addUnknown(from);
      exact = wasExact;
      const next = addState();
      states[from]!.asking.push({ kind, negate, index, next });
      return next;
    }

    function addLookahead(parts: Alternatives): number {
      const begin = addState();
      endAnywhere(addAlternatives(parts, begin));
      return begin;
    }

    function addUnknown(from: number): number {
      exact = false;
      const end = addState();
      if (reading === 'over') states[from]!.free.push(end);
      return end;
    }
  }
}

/** Is it `^` or `$`: that no character is before, or after? */
function isEdge({ negate, alternatives }: Assertion): boolean {
  const [only] = alternatives;
  const [part] = only?.elements ?? [];
  return negate && alternatives.length === 1 && only!.elements.length === 1 && part?.type === 'CharacterClass' && part.characters.isAll;
}
