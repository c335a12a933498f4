import type { Rule, Ruleset } from '@stoplight/spectral-core';
import type { Place } from '../../errors.ts';
import { parseJsonPath } from './fast/parse-json-path.ts';
import type { Spectral } from './spectral.ts';

/** A rule with a path that cannot be followed. */
export interface RuleAtFault {
  readonly rule: string;
  readonly path: string;
  /** Where the path stands; undefined for rules in JavaScript. */
  readonly place: Place | undefined;
}

const places = new WeakMap<object, (path: string) => Place>();

/** Notes where the paths of a rule stand, those of `given` and of `field`. */
export function notePathPlaces(definition: object, placeOf: (path: string) => Place): void {
  places.set(definition, placeOf);
}

/**
 * Which rule made Spectral fail, after it has: each path that only Spectral can follow is tried alone. Undefined when none fails alone.
 *
 * @param run runs a view of a ruleset on the document again
 */
export async function ruleAtFault(
  ruleset: Ruleset,
  source: string,
  spectral: Spectral,
  run: (view: Ruleset) => Promise<unknown>,
): Promise<RuleAtFault | undefined> {
  const { rules, formats, parserOptions } = ruleset.fromSource(source);
  for (const [name, rule] of Object.entries(rules).filter(([, { enabled }]) => enabled)) {
    for (const [path, view] of singlePaths(rule, spectral)) {
      const one = { formats, parserOptions, rules: { [name]: view } };
      const isFine = await run({ fromSource: () => one } as unknown as Ruleset).then(
        () => true,
        () => false,
      );
      if (!isFine) return { rule: name, path, place: places.get(rule.definition)?.(path) };
    }
  }
  return undefined;
}

/** Views of a rule with one path each, whose functions find nothing. */
function* singlePaths(rule: Rule, { formats }: Spectral): Generator<readonly [string, Partial<Rule>]> {
  const every = new Set(Object.values(formats).filter((format) => typeof format === 'function')) as Parameters<
    Rule['getGivenForFormats']
  >[0];
  const nothing = (): void => undefined;
  const view = (given: string, field: string | undefined): Partial<Rule> => ({
    name: rule.name,
    severity: rule.severity,
    resolved: rule.resolved,
    enabled: true,
    then: [{ ...(field !== undefined && { field }), function: nothing }],
    matchesFormat: () => true,
    getGivenForFormats: () => [given],
  });
  for (const given of rule.getGivenForFormats(every)) {
    if (!parseJsonPath(given)) yield [given, view(given, undefined)];
    for (const { field } of rule.then) if (field?.startsWith('$')) yield [field, view(given, field)];
  }
}
