import type { RulesetDefinition } from '@stoplight/spectral-core';
import type { Place } from '../../errors.ts';
import { childPointer } from '../../registry/contract/index.ts';
import { didYouMean, type SourceDocument } from '../../registry/workspace/index.ts';
import { ownFunctions } from '../functions/index.ts';
import { notePathPlaces } from './rule-at-fault.ts';
import { forbiddenCall } from './json-path-calls.ts';
import { formatNamed } from './ruleset-formats.ts';
import { refuseRuleset, rulesetError } from './ruleset-faults.ts';
import { isSeverityByCriticality } from './severity-at.ts';
import type { Spectral } from './spectral.ts';

type Path = readonly (string | number)[];
type Members = Readonly<Record<string, unknown>>;

/** What a ruleset file leans on. */
export interface RulesetContext {
  readonly spectral: Spectral;
  /** The ruleset that `extends` names. `refuse` fails at the place of the name. */
  extend(name: string, refuse: (detail: string) => never): Promise<RulesetDefinition>;
  /** The functions that the file declares by `functions` and `functionsDir`, by name. */
  readonly declaredFunctions: ReadonlyMap<string, unknown>;
  /** False where rulesets in JavaScript that it extends were not run: their rules are unknown. */
  readonly isWhole: boolean;
}

/**
 * Turns a ruleset in YAML or JSON into the definition that Spectral's core takes: names of functions, formats and extended rulesets
 * become what they name (Spectral's own migrator does the same by generating a module). Throws RULESET_INVALID with the place.
 */
export async function rulesetDefinition(source: SourceDocument, context: RulesetContext): Promise<RulesetDefinition> {
  const assertValidRuleset: Spectral['core']['assertValidRuleset'] = context.spectral.core.assertValidRuleset;
  const locate = (path: Path) => source.locate(path.reduce<string>(childPointer, ''));
  const refuseAt: RefuseAt = Object.assign((path: Path) => (detail: string) => refuseRuleset(detail, locate(path)), { locate });
  if (!isMembers(source.value)) return refuseAt([])('a ruleset is an object with rules, extends or overrides');

  const { extends: extended, except, functions: _functions, functionsDir: _functionsDir, ...rest } = source.value;
  const body = await convertBody(rest, [], context, refuseAt);
  const overrides = [
    ...(await convertOverrides(rest['overrides'], context, refuseAt)),
    ...Object.entries(isMembers(except) ? except : {}).map(([pattern, rules]) => ({
      files: [pattern.startsWith('#') ? `**${pattern}` : pattern],
      rules: Object.fromEntries((Array.isArray(rules) ? rules : []).map((rule) => [String(rule), 'off'])),
    })),
  ];
  const definition = {
    ...body,
    ...(overrides.length > 0 && { overrides }),
    ...(extended !== undefined && { extends: await convertExtends(extended, ['extends'], context, refuseAt) }),
  };
  try {
    assertValidRuleset(extended === undefined ? definition : { ...definition, extends: [] });
  } catch (error) {
    throw rulesetError(error, locate([]).file, locate);
  }
  if (context.isWhole) refuseUnknownRules(source.value, definition, refuseAt);
  return definition as RulesetDefinition;
}

type RefuseAt = ((path: Path) => (detail: string) => never) & { readonly locate: (path: Path) => Place };

async function convertOverrides(overrides: unknown, context: RulesetContext, refuseAt: RefuseAt): Promise<readonly Members[]> {
  if (!Array.isArray(overrides)) return [];
  return Promise.all(
    overrides.map(async (override: unknown, index) => {
      const path = ['overrides', index];
      if (!isMembers(override)) return refuseAt(path)('an override is an object with files and rules');
      const body = await convertBody(override, path, context, refuseAt);
      if (override['extends'] === undefined) return body;
      return { ...body, extends: await convertExtends(override['extends'], [...path, 'extends'], context, refuseAt) };
    }),
  );
}

async function convertBody(body: Members, path: Path, context: RulesetContext, refuseAt: RefuseAt): Promise<Members> {
  const { formats, rules, aliases } = body;
  return {
    ...body,
    ...(formats !== undefined && { formats: convertFormats(formats, [...path, 'formats'], context, refuseAt) }),
    ...(isMembers(rules) && {
      rules: Object.fromEntries(
        Object.entries(rules).map(([name, rule]) => [
          name,
          isMembers(rule) ? convertRule(rule, [...path, 'rules', name], context, refuseAt) : rule,
        ]),
      ),
    }),
    ...(isMembers(aliases) && {
      aliases: Object.fromEntries(
        Object.entries(aliases).map(([name, alias]) => [name, convertAlias(alias, [...path, 'aliases', name], context, refuseAt)]),
      ),
    }),
  };
}

function convertRule(rule: Members, path: Path, context: RulesetContext, refuseAt: RefuseAt): Members {
  const { formats, then, given } = rule;
  refuseCalls(given, [...path, 'given'], refuseAt);
  const table = rule['x-criticality'];
  if (table !== undefined && !isSeverityByCriticality(table)) {
    refuseAt([...path, 'x-criticality'])(
      'x-criticality lists four severities (error, warn, info, hint, off), for criticality 0, 1, 2 and 3',
    );
  }
  const convertThen = (step: unknown, at: Path): unknown => {
    if (isMembers(step)) refuseCalls(step['field'], [...at, 'field'], refuseAt);
    if (isMembers(step) && step['function'] === 'pattern') refusePatterns(step['functionOptions'], [...at, 'functionOptions'], refuseAt);
    return isMembers(step) && typeof step['function'] === 'string'
      ? { ...step, function: functionNamed(step['function'], context, refuseAt([...at, 'function'])) }
      : step;
  };
  const converted = {
    ...rule,
    ...(formats !== undefined && { formats: convertFormats(formats, [...path, 'formats'], context, refuseAt) }),
    ...(then !== undefined && {
      then: Array.isArray(then)
        ? then.map((step, index) => convertThen(step, [...path, 'then', index]))
        : convertThen(then, [...path, 'then']),
    }),
  };
  notePathPlaces(converted, (written) => refuseAt.locate([...path, ...whereWritten(rule, written)]));
  return converted;
}

/** Where a rule says a path; its `given` where it says it by an alias. */
function whereWritten({ given, then }: Members, path: string): Path {
  const inGiven = Array.isArray(given) ? given.indexOf(path) : -1;
  if (inGiven >= 0) return ['given', inGiven];
  const steps: readonly unknown[] = Array.isArray(then) ? then : [then];
  const step = steps.findIndex((each) => isMembers(each) && each['field'] === path);
  if (given === path || step < 0) return ['given'];
  return Array.isArray(then) ? ['then', step, 'field'] : ['then', 'field'];
}

/** The names of the rules that a definition has, those that it extends included. */
function ruleNames(definition: unknown): readonly string[] {
  if (!isMembers(definition)) return [];
  const { rules, extends: extended } = definition;
  const bases: readonly unknown[] = Array.isArray(extended) ? extended : [extended];
  const inherited = bases.flatMap((base: unknown) => ruleNames(Array.isArray(base) ? base[0] : base));
  return [...(isMembers(rules) ? Object.entries(rules).flatMap(([name, rule]) => (isMembers(rule) ? [name] : [])) : []), ...inherited];
}

/** A severity alone is for a rule that is there. In overrides of pointers Spectral passes over others. */
function refuseUnknownRules(source: Members, definition: Members, refuseAt: RefuseAt): void {
  const base = ruleNames(definition);
  const judge = (rules: unknown, known: readonly string[], path: Path): void => {
    for (const [name, rule] of Object.entries(isMembers(rules) ? rules : {})) {
      if (isMembers(rule) || known.includes(name)) continue;
      refuseAt([...path, name])(`there is no rule '${name}' to change${didYouMean(name, known)}`);
    }
  };
  judge(source['rules'], base, ['rules']);
  const [written, converted] = [source['overrides'], definition['overrides']];
  for (const [index, override] of (Array.isArray(written) ? written : []).entries()) {
    if (!isMembers(override)) continue;
    const files: readonly unknown[] = Array.isArray(override['files']) ? override['files'] : [];
    if (files.some((file) => String(file).includes('#'))) continue;
    const own = Array.isArray(converted) ? ruleNames(converted[index]) : [];
    judge(override['rules'], [...base, ...own], ['overrides', index, 'rules']);
  }
}

/** The pattern of Spectral's function: `/a/i`, or without slashes. */
function refusePatterns(options: unknown, at: Path, refuseAt: RefuseAt): void {
  for (const key of ['match', 'notMatch']) {
    const text = isMembers(options) ? options[key] : undefined;
    if (typeof text !== 'string') continue;
    const [, pattern = text, flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [];
    try {
      new RegExp(pattern, flags);
    } catch (error) {
      refuseAt([...at, key])(`it is no regular expression: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** A ruleset file names functions; the paths in it call none. */
function refuseCalls(paths: unknown, at: Path, refuseAt: RefuseAt): void {
  for (const [index, path] of (Array.isArray(paths) ? paths : [paths]).entries()) {
    const call = typeof path === 'string' ? forbiddenCall(path) : undefined;
    if (call === undefined) continue;
    refuseAt(Array.isArray(paths) ? [...at, index] : at)(
      `the path calls '${call}'; paths may call methods such as match and includes, the rest is for functions`,
    );
  }
}

function convertAlias(alias: unknown, path: Path, context: RulesetContext, refuseAt: RefuseAt): unknown {
  if (!isMembers(alias) || !Array.isArray(alias['targets'])) {
    refuseCalls(alias, path, refuseAt);
    return alias;
  }
  const targets = alias['targets'].map((target: unknown, index) => {
    if (isMembers(target)) refuseCalls(target['given'], [...path, 'targets', index, 'given'], refuseAt);
    return isMembers(target) && target['formats'] !== undefined
      ? { ...target, formats: convertFormats(target['formats'], [...path, 'targets', index, 'formats'], context, refuseAt) }
      : target;
  });
  return { ...alias, targets };
}

function convertFormats(formats: unknown, path: Path, { spectral }: RulesetContext, refuseAt: RefuseAt): unknown {
  if (!Array.isArray(formats)) return refuseAt(path)('formats is a list of format names, such as oas3 or asyncapi2');
  return formats.map((name: unknown, index) => {
    const format = typeof name === 'string' ? formatNamed(name, spectral) : undefined;
    return (
      format ??
      refuseAt([...path, index])(
        `there is no format '${String(name)}'; formats are oas2, oas3, oas3.0, oas3.1, asyncapi2, json-schema, interlock-contract and such`,
      )
    );
  });
}

async function convertExtends(extended: unknown, path: Path, context: RulesetContext, refuseAt: RefuseAt): Promise<unknown> {
  const extendOne = async (item: unknown, at: Path): Promise<unknown> => {
    if (typeof item === 'string') return context.extend(item, refuseAt(at));
    if (Array.isArray(item) && typeof item[0] === 'string') return [await context.extend(item[0], refuseAt([...at, 0])), ...item.slice(1)];
    return refuseAt(at)('extends names rulesets: a name, or a list of names or of [name, all | recommended | off]');
  };
  if (!Array.isArray(extended)) return extendOne(extended, path);
  return Promise.all(extended.map((item, index) => extendOne(item, [...path, index])));
}

function functionNamed(name: string, { spectral, declaredFunctions }: RulesetContext, refuse: (detail: string) => never): unknown {
  const known: ReadonlyMap<string, unknown> = new Map<string, unknown>([
    ...Object.entries(ownFunctions),
    ...declaredFunctions,
    ...Object.entries(spectral.functions),
  ]);
  return (
    known.get(name) ??
    refuse(`there is no function '${name}'${didYouMean(name, [...known.keys()])}; functions of your own are listed in 'functions'`)
  );
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
