import { knownFormats } from '../../contract/index.ts';
import { hasFormat, matchesPattern } from './evaluate.ts';
import { FORMAT_BOUNDS, FORMAT_SAMPLES } from './format-languages.ts';
import { type Automaton, AutomatonTooLarge } from './automaton.ts';
import { readPattern } from './pattern-automaton.ts';

/** A set of texts, between two regular languages where those are known; the same one when `exact`. */
export interface TextLanguage {
  /** Every text of the set is in it. */
  readonly over: Automaton | undefined;
  /** Every text in it is of the set. */
  readonly under: Automaton | undefined;
  readonly exact: boolean;
  has(text: string): boolean;
  /** Some texts of the set. */
  readonly samples: readonly string[];
}

const known = new Map<string, TextLanguage>();

/** The texts that a JSON Schema `pattern` matches. */
export function patternLanguage(pattern: string): TextLanguage {
  return remember(`pattern ${pattern}`, () => {
    const flags = isUnicode(pattern) ? 'u' : '';
    return languageOf([pattern, flags], [pattern, flags], (text) => matchesPattern(pattern, text), []);
  });
}

/** The texts of a format. */
export function formatLanguage(format: string): TextLanguage {
  return remember(`format ${format}`, () => {
    const has = (text: string) => hasFormat(format, text);
    const samples = (FORMAT_SAMPLES[format] ?? []).filter(has);
    const bounds = FORMAT_BOUNDS[format];
    if (bounds) return languageOf(bounds.over, bounds.under, has, samples);
    const rule = knownFormats().get(format)?.validate;
    if (!(rule instanceof RegExp)) return { over: undefined, under: undefined, exact: false, has, samples };
    const expression = [rule.source, rule.flags] as const;
    return languageOf(expression, expression, has, samples);
  });
}

type Expression = readonly [source: string, flags: string];

function languageOf(
  over: Expression | undefined,
  under: Expression | undefined,
  has: (text: string) => boolean,
  samples: readonly string[],
): TextLanguage {
  const above = over && read(over, 'over');
  const below = under && read(under, 'under');
  const isSame = over !== undefined && under !== undefined && over[0] === under[0] && over[1] === under[1];
  const exact = isSame && above?.exact === true && below?.exact === true;
  return {
    over: above?.automaton,
    under: exact ? above.automaton : below?.automaton,
    exact,
    has,
    samples,
  };
}

/** Undefined where the bound cannot be relied on: too large, or about halves of characters. */
function read([source, flags]: Expression, reading: 'over' | 'under'): ReturnType<typeof readPattern> | undefined {
  try {
    const result = readPattern(source, flags, reading);
    return result.isAboutUnits ? undefined : result;
  } catch (error) {
    if (error instanceof AutomatonTooLarge || error instanceof SyntaxError || error instanceof Error) return undefined;
    throw error;
  }
}

function isUnicode(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    return false;
  }
}

function remember(key: string, make: () => TextLanguage): TextLanguage {
  let language = known.get(key);
  if (language === undefined) {
    if (known.size > 5000) known.clear();
    language = make();
    known.set(key, language);
  }
  return language;
}
