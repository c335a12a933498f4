import type { ISpectralDiagnostic, Rule, Ruleset } from '@stoplight/spectral-core';
import type { Criticality } from '../../registry/workspace/index.ts';

/** Names of Spectral's severities, by number; -1 is `off`. */
const SEVERITY_NUMBERS = { error: 0, warn: 1, info: 2, hint: 3, off: -1 } as const;

/** A severity by its name in a ruleset. */
export type SeverityName = keyof typeof SEVERITY_NUMBERS;

/** Severities at criticality 0, 1, 2 and 3: the value of `x-criticality` in a rule. */
export type SeverityByCriticality = readonly [SeverityName, SeverityName, SeverityName, SeverityName];

/** Is this a value for `x-criticality`? */
export function isSeverityByCriticality(value: unknown): value is SeverityByCriticality {
  return (
    Array.isArray(value) && value.length === 4 && value.every((name) => typeof name === 'string' && Object.hasOwn(SEVERITY_NUMBERS, name))
  );
}

/**
 * Severity of a diagnostic for a document of this criticality: what the rule's `x-criticality` says, unless the ruleset in use gives the
 * rule a severity of its own. Undefined when the rule is off at this criticality.
 */
export function severityAt(
  { ruleset }: { readonly ruleset: Ruleset },
  diagnostic: ISpectralDiagnostic,
  criticality: Criticality,
): ISpectralDiagnostic['severity'] | undefined {
  const rule = ruleset.rules[diagnostic.code];
  const table = rule && severitiesOf(rule);
  if (!table || diagnostic.severity !== rule.severity) return diagnostic.severity;
  const severity = SEVERITY_NUMBERS[table[criticality]];
  return severity === -1 ? undefined : severity;
}

/** What a rule's `x-criticality` says, unless the ruleset in use gives the rule a severity of its own. */
export function severitiesOf(rule: Pick<Rule, 'definition' | 'severity'>): SeverityByCriticality | undefined {
  const table: unknown = (rule.definition as { readonly 'x-criticality'?: unknown })['x-criticality'];
  return isSeverityByCriticality(table) && rule.severity === declaredSeverity(rule.definition) ? table : undefined;
}

function declaredSeverity({ severity }: { readonly severity?: unknown }): number {
  if (typeof severity === 'number') return severity;
  return SEVERITY_NUMBERS[(severity as SeverityName | undefined) ?? 'warn'];
}
