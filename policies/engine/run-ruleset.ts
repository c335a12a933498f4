import type { ISpectralDiagnostic, Rule } from '@stoplight/spectral-core';
import { InterlockError } from '../../errors.ts';
import { accelerateRuleset } from './fast/accelerate-ruleset.ts';
import { fileOfFunction } from './function-files.ts';
import { TimeLimitPassed } from './fast/limit-time.ts';
import type { LoadedRuleset } from './loaded-ruleset.ts';
import { ruleAtFault } from './rule-at-fault.ts';
import type { Spectral } from './spectral.ts';
import type { TreeReader } from './tree-reader.ts';
import { unexpandedResolver } from './unexpanded-resolver.ts';

/** One of Spectral's findings, as it has them. */
export type SpectralDiagnostic = ISpectralDiagnostic;

/** What a run of a ruleset on a document gives. */
export interface RulesetRun {
  /** Spectral's own, in its order. */
  readonly diagnostics: SpectralDiagnostic[];
  /** Why a rule could not look at all that it is about, by the name of the rule. What it found before is among the diagnostics. */
  readonly failures: ReadonlyMap<string, string>;
}

/** A document as Spectral is given it. */
export interface SpectralSource {
  readonly text: string;
  /** Absolute: only so Spectral finds the file of a finding. */
  readonly source: string;
  /** Members that rules see at the top of the document besides those in its text. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Read as JSON instead of as YAML. */
  readonly isJson: boolean;
}

/** What a run may read, and how long a rule of a team's own may take. */
export interface RunOptions {
  readonly reader: TreeReader;
  readonly ruleMilliseconds: number;
}

/** Runs a ruleset by Spectral, accelerated. Throws RULESET_INVALID when Spectral itself refuses. */
export async function runRuleset(
  spectral: Spectral,
  ruleset: LoadedRuleset,
  document: SpectralSource,
  { reader, ruleMilliseconds }: RunOptions,
): Promise<RulesetRun> {
  const { core, parsers, refResolver } = spectral;
  const resolve = (uri: { href(): string }): Promise<string> => reader.read(uri.href());
  const resolver = ruleset.isAboutWritten
    ? (unexpandedResolver((uri) => reader.read(uri)) as InstanceType<typeof refResolver.Resolver>)
    : new refResolver.Resolver({ resolvers: { file: { resolve }, http: { resolve }, https: { resolve } } });
  const runner = new core.Spectral({ resolver });
  const failures = new Map<string, string>();
  const onFailure = (rule: Rule, error: unknown): void => {
    if (!failures.has(rule.name)) failures.set(rule.name, describeCause(error) + whereFunctionsStand(rule));
  };
  runner.ruleset = accelerateRuleset(ruleset.ruleset, spectral, { onFailure, ruleMilliseconds });
  const parser = document.isJson ? parsers.Json : parsers.Yaml;
  try {
    const parsed = new core.Document(document.text, parser as typeof parsers.Yaml, document.source);
    if (typeof parsed.data === 'object' && parsed.data !== null) Object.assign(parsed.data, document.members);
    const diagnostics = await runner.run(parsed);
    return { diagnostics, failures };
  } catch (cause) {
    const runAgain = async (view: typeof ruleset.ruleset): Promise<unknown> => {
      runner.ruleset = view;
      return runner.run(new core.Document(document.text, parser as typeof parsers.Yaml, document.source));
    };
    const fault = await ruleAtFault(ruleset.ruleset, document.source, spectral, runAgain);
    const what = fault ? `the rule '${fault.rule}' cannot be run, its path '${fault.path}' cannot be followed` : 'a rule cannot be run';
    const place = fault?.place ?? (ruleset.file === undefined ? undefined : { file: ruleset.file });
    throw new InterlockError('RULESET_INVALID', `${what}: ${describeCause(cause)}`, { place, cause });
  }
}

/** ` (functions/loop.js)`, when a file of the workspace has the rule's functions. */
function whereFunctionsStand({ then }: Rule): string {
  const files = new Set(then.flatMap((step) => fileOfFunction(step.function) ?? []));
  return files.size === 0 ? '' : ` (${[...files].join(', ')})`;
}

function describeCause(error: unknown): string {
  if (error instanceof TimeLimitPassed)
    return `${error.message}; limits.ruleMilliseconds in interlock.config.yaml says how long it may take`;
  if (error instanceof AggregateError || (error instanceof Error && 'errors' in error)) {
    return [...new Set((error.errors as readonly unknown[]).map(describeCause))].join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
