import type { LoadedRuleset } from './engine/loaded-ruleset.ts';
import { type SeverityByCriticality, severitiesOf } from './engine/severity-at.ts';
import { loadSpectral } from './engine/spectral.ts';

/** A rule that contracts are judged by. */
export interface Policy {
  readonly ruleId: string;
  /** What it asks, in a few words; '' when the ruleset doesn't say. */
  readonly description: string;
  /** Severities at criticality 0, 1, 2 and 3; undefined for a rule that is as grave for all. */
  readonly severities: SeverityByCriticality | undefined;
  /** Severity of a rule that is as grave for all: `error`, `warn`, `info`, `hint`. */
  readonly severity: string;
  /** Who answers for the rule. */
  readonly owner: string;
  /** What it applies to, as Spectral calls it; none means everything. */
  readonly formats: readonly string[];
  /** Does it come from one of Spectral's own rulesets? */
  readonly isFromSpectral: boolean;
  /** Where it is explained, when the ruleset says so. */
  readonly documentationUrl?: string;
  readonly ruleset: LoadedRuleset;
}

/** Who answers for a rule that doesn't say who: `x-owner`. */
export const DEFAULT_OWNER = 'integration-architecture';

const SEVERITY_NAMES = ['error', 'warn', 'info', 'hint'] as const;

/** The rules that are on in rulesets, by id, each once. */
export async function listPolicies(rulesets: readonly LoadedRuleset[]): Promise<readonly Policy[]> {
  const spectral = (await loadSpectral()).rulesets;
  const theirs = new Set([spectral.oas, spectral.asyncapi, spectral.arazzo].flatMap(({ rules }) => Object.keys(rules)));
  const policies = new Map<string, Policy>();
  for (const loaded of rulesets) {
    for (const rule of Object.values(loaded.ruleset.rules)) {
      if (!rule.enabled || policies.has(rule.name)) continue;
      const owner = (rule.definition as { readonly 'x-owner'?: unknown })['x-owner'];
      policies.set(rule.name, {
        ruleId: rule.name,
        description: rule.description ?? '',
        severities: severitiesOf(rule),
        severity: SEVERITY_NAMES[rule.severity] ?? 'off',
        owner: typeof owner === 'string' ? owner : DEFAULT_OWNER,
        formats: [...(rule.formats ?? [])].map(({ displayName, name }) => displayName ?? name),
        isFromSpectral: theirs.has(rule.name),
        ...(rule.documentationUrl !== null && { documentationUrl: rule.documentationUrl }),
        ruleset: loaded,
      });
    }
  }
  return [...policies.values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}
