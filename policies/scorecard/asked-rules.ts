import type { Severity } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import type { LoadedRuleset } from '../engine/load-ruleset.ts';
import { severityAt } from '../engine/severity-at.ts';

/** Severities of findings, by Spectral's numbers. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint', 'hint'];

/**
 * The rules that rulesets ask of a document, each with the severity that it has at a criticality: those that are on and about its format.
 * Of a rule in several rulesets the gravest counts.
 *
 * @param document as parsed
 */
export function askedRules(rulesets: readonly LoadedRuleset[], document: unknown, criticality: Criticality): ReadonlyMap<string, Severity> {
  const asked = new Map<string, Severity>();
  for (const loaded of rulesets) {
    const { ruleset } = loaded;
    const formats = new Set([...ruleset.formats].filter((isOfFormat) => isOfFormat(document, null)));
    for (const [name, rule] of Object.entries(ruleset.rules)) {
      if (!rule.enabled || !rule.matchesFormat(formats)) continue;
      const found = {
        code: name,
        severity: rule.severity,
        message: '',
        path: [],
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      };
      const severity = SEVERITIES[severityAt(loaded, found, criticality) ?? -1];
      const known = asked.get(name);
      if (severity && (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known))) asked.set(name, severity);
    }
  }
  return asked;
}
