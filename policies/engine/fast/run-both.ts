import type { RulesetDefinition } from '@stoplight/spectral-core';
import { loadSpectral } from '../spectral.ts';
import { accelerateRuleset } from './accelerate-ruleset.ts';

/** What tests compare: Spectral's own answer, and that of the accelerated ruleset, as JSON. */
export interface BothAnswers {
  readonly spectral: string;
  readonly accelerated: string;
}

/** Runs a ruleset on a text twice: by Spectral untouched, and accelerated. A name ending in `.json` is read as JSON. */
export async function runBoth(definition: RulesetDefinition, text: string, source = '/tree/openapi.yaml'): Promise<BothAnswers> {
  const spectral = await loadSpectral();
  const { core, parsers } = spectral;
  const document = () => new core.Document(text, (source.endsWith('.json') ? parsers.Json : parsers.Yaml) as typeof parsers.Yaml, source);
  const ruleset = () => new core.Ruleset(definition, { severity: 'recommended', source: '/tree/rules.yaml' });
  const plain = new core.Spectral();
  plain.setRuleset(ruleset());
  const fast = new core.Spectral();
  const onFailure = (_: unknown, error: unknown): void => {
    throw error;
  };
  fast.ruleset = accelerateRuleset(ruleset(), spectral, { onFailure, ruleMilliseconds: 60_000 });
  return { spectral: await answerOf(plain.run(document())), accelerated: await answerOf(fast.run(document())) };
}

/** The findings, or that there are none because the run failed. */
async function answerOf(run: Promise<readonly unknown[]>): Promise<string> {
  return run.then(
    (findings) => JSON.stringify(findings, null, 1),
    () => '"failed"',
  );
}

/** Spectral's rulesets for OpenAPI and AsyncAPI, with the rules that it leaves off by default. */
export async function wholeRuleset(): Promise<RulesetDefinition> {
  const { rulesets } = await loadSpectral();
  return {
    extends: [
      [rulesets.oas, 'all'],
      [rulesets.asyncapi, 'all'],
    ],
  } as unknown as RulesetDefinition;
}
