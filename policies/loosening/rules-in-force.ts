import type { Rule, Ruleset } from '@stoplight/spectral-core';
import type { Place } from '../../errors.ts';
import { childPointer } from '../../registry/contract/index.ts';
import { CONFIG_FILE, parseSource, type Workspace } from '../../registry/workspace/index.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import { builtInRuleset, readRuleset } from '../engine/load-ruleset.ts';
import { severitiesOf } from '../engine/severity-at.ts';
import { placeIn } from './place-in.ts';
import { graverOf, type Severities } from './lowered-severities.ts';

/** A rule of a workspace's rulesets, as far as its text says. */
export interface RuleInForce {
  readonly severities: Severities;
  /** What it asks: its parts, as texts to compare. */
  readonly asks: Readonly<Record<string, string>>;
}

/** The rulesets of a workspace, on disk or at a git ref, as far as their texts say. */
export interface RulesInForce {
  /** Those that are on, by id. */
  readonly rules: ReadonlyMap<string, RuleInForce>;
  /** Where a ruleset of the workspace says something of a rule, else where it names its rulesets. */
  placeOf(rule: string): Place;
  /** What the rulesets say of single files, by ruleset. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Files of JavaScript, by path in the workspace. */
  readonly scripts: readonly string[];
}

/** Reads the rules that a workspace configures, and runs nothing. Throws FILE_NOT_FOUND and RULESET_INVALID. */
export async function rulesInForce({ tree, folder, config }: Workspace): Promise<RulesInForce> {
  const rules = new Map<string, RuleInForce>();
  const places = new Map<string, Place>();
  const whole = await placeIn(tree, CONFIG_FILE, '/rulesets');
  const overrides = new Map<string, string>();
  const scripts = new Set<string>();
  const add = async (loaded: LoadedRuleset, path: string | undefined): Promise<void> => {
    const bytes = path === undefined ? undefined : await tree.read(path);
    const source = bytes && path !== undefined && !path.endsWith('js') ? parseSource(bytes, tree.label + path) : undefined;
    const said = (source?.value as { readonly rules?: object } | null | undefined)?.rules ?? {};
    for (const id of source ? Object.keys(said) : []) places.set(id, source!.locate(childPointer('/rules', id)));
    for (const rule of Object.values(loaded.ruleset.rules)) {
      if (!rule.enabled) continue;
      const known = rules.get(rule.name);
      const severities = known ? graverOf(known.severities, severitiesAt(rule)) : severitiesAt(rule);
      rules.set(rule.name, { severities, asks: known?.asks ?? asksOf(rule, loaded.ruleset) });
    }
    if (path !== undefined && loaded.ruleset.overrides) overrides.set(path, textOf(loaded.ruleset.overrides));
    for (const file of loaded.scripts) if (file.startsWith(tree.label)) scripts.add(file.slice(tree.label.length));
  };
  if (config.rulesets.length === 0) await add(await builtInRuleset(), undefined);
  for (const path of config.rulesets) await add(await readRuleset(tree, folder, path), path);
  return { rules, placeOf: (id) => places.get(id) ?? whole, overrides, scripts: [...scripts].sort() };
}

const NAMES = ['error', 'warning', 'hint', 'hint', 'off'];

function severitiesAt(rule: Rule): Severities {
  const table = severitiesOf(rule);
  if (!table) {
    const severity = NAMES[rule.severity] ?? 'off';
    return [severity, severity, severity, severity];
  }
  const [zero, one, two, three] = table.map((name) => ({ warn: 'warning', info: 'hint' })[name as string] ?? name);
  return [zero!, one!, two!, three!];
}

function asksOf({ given, then, formats, resolved }: Rule, { aliases }: Ruleset): RuleInForce['asks'] {
  const isAliased = given.some((path) => path.startsWith('#'));
  return {
    given: textOf(given) + (isAliased ? textOf(aliases) : ''),
    then: textOf(then),
    formats: textOf([...(formats ?? [])].map(({ displayName, name }) => displayName ?? name).sort()),
    resolved: String(resolved),
  };
}

/** JSON in which functions are their names. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === 'function' ? `function ${member.name}` : member)) ?? '';
}
