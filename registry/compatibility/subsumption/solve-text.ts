import { findText, type FoundText } from './find-text.ts';
import { lengthOf } from './evaluate.ts';
import { FORMAT_INCLUSIONS } from './format-languages.ts';
import type { Literal } from './literal.ts';
import { type Automaton, automatonOf, AutomatonTooLarge } from './automaton.ts';
import { found, NONE, type Status, unsure } from './status.ts';
import { formatLanguage, patternLanguage, type TextLanguage } from './text-language.ts';

const MAX_GUESSES = 30;

interface TextDemands {
  readonly shortest: number;
  readonly longest: number;
  readonly within: readonly TextLanguage[];
  readonly without: readonly TextLanguage[];
  readonly excluded: ReadonlySet<string>;
}

/** Finds a text; `excluded` are the values that it must not be. */
export function solveText(literals: readonly Literal[], excluded: ReadonlySet<string>): Status {
  const demands = demandsOf(literals, excluded);
  if (demands.shortest > demands.longest || includesFormat(literals)) return NONE;
  const { within, without } = demands;
  if (within.length === 0 && without.length === 0) return plainText(demands);
  const isExact = [...within, ...without].every(({ exact }) => exact);
  const bounds = { within: overs(within), without: unders(without) };
  const proved = search(demands, bounds.within, bounds.without);
  if (proved === 'none') return NONE;
  if (isExact) return proved === 'unsure' ? unsure('the patterns are too complex to compare') : checked(proved.text, demands);
  return guess(demands, bounds, proved);
}

/** Texts by bounds of the languages, each tried on the languages themselves. */
function guess(demands: TextDemands, bounds: { within: readonly Automaton[]; without: readonly Automaton[] }, first: FoundText): Status {
  const { within, without } = demands;
  for (const text of within.flatMap(({ samples }) => samples)) if (fits(text, demands)) return found(text);
  const inner = within.every(({ under }) => under) && without.every(({ over }) => over);
  if (inner) {
    const text = search(demands, unders(within), overs(without));
    if (typeof text === 'object' && fits(text.text, demands)) return found(text.text);
  }
  for (const searched of [
    bounds,
    { within: bounds.within, without: overs(without) },
    { within: unders(within), without: bounds.without },
  ]) {
    const tried = new Set<string>();
    let next = searched === bounds ? first : search(demands, searched.within, searched.without);
    while (typeof next === 'object' && tried.size < MAX_GUESSES) {
      if (fits(next.text, demands)) return found(next.text);
      tried.add(next.text);
      next = search(demands, searched.within, [...searched.without, automatonOf(tried)]);
    }
  }
  return unsure('a pattern or format is no plain regular expression, and no text was found by trying');
}

function checked(text: string, demands: TextDemands): Status {
  return fits(text, demands) ? found(text) : unsure('a pattern means something else to the validator');
}

function fits(text: string, { shortest, longest, within, without, excluded }: TextDemands): boolean {
  const length = lengthOf(text);
  if (length < shortest || length > longest || excluded.has(text)) return false;
  return within.every((language) => language.has(text)) && without.every((language) => !language.has(text));
}

function overs(languages: readonly TextLanguage[]): readonly Automaton[] {
  return languages.flatMap(({ over }) => (over ? [over] : []));
}

function unders(languages: readonly TextLanguage[]): readonly Automaton[] {
  return languages.flatMap(({ under }) => (under ? [under] : []));
}

function search({ shortest, longest, excluded }: TextDemands, within: readonly Automaton[], without: readonly Automaton[]): FoundText {
  try {
    return findText({ within, without: excluded.size > 0 ? [...without, automatonOf(excluded)] : without, shortest, longest });
  } catch (error) {
    if (error instanceof AutomatonTooLarge) return 'unsure';
    throw error;
  }
}

/** Any text will do: only its length counts. */
function plainText({ shortest, longest, excluded }: TextDemands): Status {
  if (shortest > 5_000_000) return unsure('a text that long is not built');
  for (let length = shortest; length <= Math.min(longest, shortest + 1); length += 1) {
    const most = length === 0 ? 1 : excluded.size + 1;
    for (let number = 0; number < most; number += 1) {
      const tail = letters(number);
      if (length > 0 && tail.length > length) break;
      const text = length === 0 ? '' : tail.padStart(length, 'a');
      if (!excluded.has(text)) return found(text);
    }
  }
  return longest === 0 ? NONE : unsure('all texts that were tried are excluded');
}

/** 0 is a, 25 is z, 26 is ba. */
function letters(number: number): string {
  let text = '';
  let rest = number;
  do {
    text = String.fromCharCode(97 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  } while (rest > 0);
  return text;
}

function demandsOf(literals: readonly Literal[], excluded: ReadonlySet<string>): TextDemands {
  let shortest = 0;
  let longest = Number.POSITIVE_INFINITY;
  const within: TextLanguage[] = [];
  const without: TextLanguage[] = [];
  for (const { node, sign } of literals) {
    if (node.kind === 'min-length') {
      if (sign) shortest = Math.max(shortest, node.count);
      else longest = Math.min(longest, node.count - 1);
    } else if (node.kind === 'max-length') {
      if (sign) longest = Math.min(longest, node.count);
      else shortest = Math.max(shortest, node.count + 1);
    } else if (node.kind === 'pattern') (sign ? within : without).push(patternLanguage(node.pattern));
    else if (node.kind === 'format') (sign ? within : without).push(formatLanguage(node.format));
  }
  return { shortest, longest, within, without, excluded };
}

/** Is a text of one format asked for that is not of another which holds all of it? */
function includesFormat(literals: readonly Literal[]): boolean {
  const formats = (wanted: boolean) =>
    literals.flatMap(({ node, sign }) => (node.kind === 'format' && sign === wanted ? [node.format] : []));
  const denied = formats(false);
  return formats(true).some((format) => FORMAT_INCLUSIONS.get(format)?.some((wider) => denied.includes(wider)));
}
