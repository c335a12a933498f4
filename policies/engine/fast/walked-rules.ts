import type { IFunctionResult, Rule, RulesetFunctionContext } from '@stoplight/spectral-core';
import type { FastFunction } from './fast-function.ts';
import { TimeLimitPassed, limitTime, limitWaiting } from './limit-time.ts';
import { lintTargets } from './lint-targets.ts';
import { type PathStep, parseJsonPath } from './parse-json-path.ts';
import { walkDocument } from './walk-document.ts';

type Result = IFunctionResult & { readonly path: RulesetFunctionContext['path'] };

/** Told of a function that threw; the other nodes and rules go on. */
export type OnFailure = (rule: Rule, error: unknown) => void;

/** The rules that walk one document together. */
export interface WalkedRules {
  add(rule: Rule, paths: readonly (readonly PathStep[])[]): void;
  /** What a rule found. The first call walks for all of them. */
  resultsOf(rule: Rule, context: RulesetFunctionContext): readonly Result[] | Promise<readonly Result[]>;
}

type WalkResults = ReadonlyMap<Rule, (Result | Promise<readonly Result[]>)[]>;

interface WalkedRule {
  readonly rule: Rule;
  readonly paths: readonly (readonly PathStep[])[];
}

/** How rules that walk together are run. */
export interface WalkOptions {
  readonly fast: ReadonlyMap<unknown, FastFunction>;
  readonly onFailure: OnFailure;
  /** Time that each rule may take; none for rules that are known to end. One that takes longer fails, and has found nothing. */
  readonly ruleMilliseconds?: number;
}

/** Walks the resolved or the unresolved form of a document, whichever its rules are about. */
export function createWalkedRules({ fast, onFailure, ruleMilliseconds }: WalkOptions): WalkedRules {
  const rules: WalkedRule[] = [];
  let found: WalkResults | undefined;

  function walk(walked: readonly WalkedRule[], { document, documentInventory }: RulesetFunctionContext, isResolved: boolean): WalkResults {
    const results = new Map(walked.map(({ rule }) => [rule, [] as (Result | Promise<readonly Result[]>)[]]));
    const visits = walked.flatMap(({ rule, paths }) => {
      const visit = createVisit({ rule, fast, onFailure, results: results.get(rule)!, base: { document, documentInventory, rule } });
      return paths.map((steps) => ({ steps, onMatch: visit }));
    });
    const regions = new Set(walked.flatMap(({ rule }) => rule.then.flatMap((then) => fast.get(then.function)?.regions ?? [])));
    const { resolved, unresolved } = documentInventory as unknown as { readonly resolved: unknown; readonly unresolved: unknown };
    walkDocument(
      isResolved ? resolved : unresolved,
      visits,
      [...regions].map((region) => parseJsonPath(region)!),
    );
    return results;
  }

  /** All together, in the hope that they take less time than one may; else each by itself. */
  function walkInTime(walked: readonly WalkedRule[], limit: number, context: RulesetFunctionContext, isResolved: boolean): WalkResults {
    try {
      return limitTime(limit, () => walk(walked, context, isResolved));
    } catch (error) {
      if (!(error instanceof TimeLimitPassed)) throw error;
      if (walked.length > 1) return new Map(walked.flatMap((one) => [...walkInTime([one], limit, context, isResolved)]));
      for (const { rule } of walked) onFailure(rule, error);
      return new Map(walked.map(({ rule }) => [rule, []]));
    }
  }

  return {
    add: (rule, paths) => void rules.push({ rule, paths }),
    resultsOf(rule, context) {
      found ??=
        ruleMilliseconds === undefined ? walk(rules, context, rule.resolved) : walkInTime(rules, ruleMilliseconds, context, rule.resolved);
      const results = found.get(rule)!;
      if (!results.some((result) => result instanceof Promise)) return results as readonly Result[];
      return settledInTime(results, ruleMilliseconds, (error) => onFailure(rule, error));
    },
  };
}

/** What was found until all is settled or time is up. */
async function settledInTime(
  results: readonly (Result | Promise<readonly Result[]>)[],
  limit: number | undefined,
  onFailure: (error: unknown) => void,
): Promise<readonly Result[]> {
  const settled: (readonly Result[])[] = results.map(() => []);
  const all = Promise.all(
    results.map(async (result, index) => {
      settled[index] = result instanceof Promise ? await result : [result];
    }),
  );
  await (limit === undefined ? all : limitWaiting(limit, all).catch(onFailure));
  return settled.flat();
}

interface VisitParts {
  readonly rule: Rule;
  readonly fast: ReadonlyMap<unknown, FastFunction>;
  readonly onFailure: OnFailure;
  readonly results: (Result | Promise<readonly Result[]>)[];
  readonly base: Omit<RulesetFunctionContext, 'path'>;
}

function createVisit({
  rule,
  fast,
  onFailure,
  results,
  base,
}: VisitParts): (value: unknown, path: readonly (string | number)[]) => boolean {
  const steps = rule.then.map((then) => ({ then, known: fast.get(then.function), options: (then.functionOptions ?? null) as unknown }));
  return (node, way) => {
    let isSettled = true;
    for (const { then, known, options } of steps) {
      for (const target of lintTargets(node, then.field)) {
        const path = [...way, ...target.path];
        const context = { ...base, path };
        try {
          const answer = (known?.call ?? then.function)(target.value, options, context);
          if (answer instanceof Promise) results.push(settle(answer, path, rule, onFailure));
          else for (const result of answer ?? []) results.push({ ...result, path: result.path ?? path });
          if (!known?.isSteady(target.value, options) || (answer && (answer as readonly unknown[]).length > 0)) isSettled = false;
        } catch (error) {
          onFailure(rule, error);
          isSettled = false;
        }
      }
    }
    return isSettled;
  };
}

async function settle(
  answer: Promise<void | readonly IFunctionResult[]>,
  path: (string | number)[],
  rule: Rule,
  onFailure: OnFailure,
): Promise<readonly Result[]> {
  try {
    return ((await answer) ?? []).map((result) => ({ ...result, path: result.path ?? path }));
  } catch (error) {
    onFailure(rule, error);
    return [];
  }
}
