import type { Rule } from '@stoplight/spectral-core';
import { ownFunctions } from '../../functions/index.ts';
import type { Spectral } from '../spectral.ts';

type Step = Rule['then'][number];

interface RulesetWithRules {
  readonly rules: Readonly<Record<string, { readonly then: Step | readonly Step[] }>>;
}

/** What is known not to run for ever, whatever the document. */
interface Vouched {
  readonly functions: ReadonlySet<unknown>;
  /** Steps of rules, with the options of their functions. */
  readonly steps: ReadonlySet<unknown>;
}

const known = new WeakMap<Spectral, Vouched>();

/**
 * Is a rule known to end in good time: made of Spectral's functions and ours, without regular expressions of anybody else's? Rules with
 * functions of a team's own, and with patterns in options, may take for ever on some document. (Patterns in filters of paths too: there nobody
 * can interrupt Spectral.)
 */
export function isVouchedFor({ then }: Pick<Rule, 'then'>, spectral: Spectral): boolean {
  const { functions, steps } = vouchedBy(spectral);
  return then.every((step) => steps.has(step) || (functions.has(step.function) && !holdsPattern(step.functionOptions)));
}

const PATTERNS: ReadonlySet<string> = new Set(['match', 'notMatch', 'pattern', 'patternProperties']);

function holdsPattern(options: unknown): boolean {
  if (typeof options !== 'object' || options === null) return false;
  return Object.entries(options).some(([key, value]) => PATTERNS.has(key) || holdsPattern(value));
}

function vouchedBy(spectral: Spectral): Vouched {
  const found = known.get(spectral);
  if (found) return found;
  const rulesets = Object.values(spectral.rulesets as unknown as Readonly<Record<string, RulesetWithRules>>);
  const rules = rulesets.flatMap((ruleset) => Object.values(ruleset.rules));
  const steps = rules.flatMap(({ then }) => then);
  const vouched = {
    functions: new Set([
      ...Object.values(spectral.functions),
      ...Object.values(ownFunctions),
      ...steps.map((step) => step.function),
    ]) as ReadonlySet<unknown>,
    steps: new Set(steps),
  };
  known.set(spectral, vouched);
  return vouched;
}
