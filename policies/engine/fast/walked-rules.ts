import type { IFunctionResult, Rule, RulesetFunctionContext } from '@stoplight/spectral-core';
import type { FastFunction } from './fast-function.ts';
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

/** Walks the resolved or the unresolved form of a document, whichever its rules are about. */
export function createWalkedRules(fast: ReadonlyMap<unknown, FastFunction>, onFailure: OnFailure): WalkedRules {
  const rules: { readonly rule: Rule; readonly paths: readonly (readonly PathStep[])[] }[] = [];
  let found: ReadonlyMap<Rule, readonly (Result | Promise<readonly Result[]>)[]> | undefined;

  function walk({ document, documentInventory }: RulesetFunctionContext, isResolved: boolean): NonNullable<typeof found> {
    const results = new Map(rules.map(({ rule }) => [rule, [] as (Result | Promise<readonly Result[]>)[]]));
    const visits = rules.flatMap(({ rule, paths }) => {
      const visit = createVisit({ rule, fast, onFailure, results: results.get(rule)!, base: { document, documentInventory, rule } });
      return paths.map((steps) => ({ steps, onMatch: visit }));
    });
    const regions = new Set(rules.flatMap(({ rule }) => rule.then.flatMap((then) => fast.get(then.function)?.regions ?? [])));
    const { resolved, unresolved } = documentInventory as unknown as { readonly resolved: unknown; readonly unresolved: unknown };
    walkDocument(
      isResolved ? resolved : unresolved,
      visits,
      [...regions].map((region) => parseJsonPath(region)!),
    );
    return results;
  }

  return {
    add: (rule, paths) => void rules.push({ rule, paths }),
    resultsOf(rule, context) {
      found ??= walk(context, rule.resolved);
      const results = found.get(rule)!;
      return results.some((result) => result instanceof Promise)
        ? Promise.all(results.map(async (result) => result)).then((settled) => settled.flat())
        : (results as readonly Result[]);
    },
  };
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
