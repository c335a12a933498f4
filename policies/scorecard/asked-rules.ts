import type { Severity } from '../../registry/contract/index.ts';
import type { Criticality, WorkspaceConfig } from '../../registry/workspace/index.ts';
import { metadataRules } from '../engine/contract-format.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import { severityAt } from '../engine/severity-at.ts';
import { LANDSCAPE_RULES } from '../landscape/landscape-rules.ts';
import { severityInLandscape } from '../landscape/severity-in-landscape.ts';

/** What rules are asked of. */
export interface AskedContract extends Pick<WorkspaceConfig, 'landscapeRules'> {
  /** The OpenAPI or AsyncAPI document, as parsed. */
  readonly document: unknown;
  /** The `contract.yaml`, as parsed. */
  readonly metadata: unknown;
  readonly criticality: Criticality;
}

/** Severities of findings, by Spectral's numbers. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint', 'hint'];

/**
 * The rules that are asked of a contract, each with the severity that it has at its criticality: those of the rulesets that are on and about
 * the format of the document or about `contract.yaml`, and those over the landscape. Of a rule in several rulesets the gravest counts.
 */
export function askedRules(rulesets: readonly LoadedRuleset[], contract: AskedContract): ReadonlyMap<string, Severity> {
  const { document, metadata, criticality, landscapeRules } = contract;
  const rules: (readonly [string, Severity])[] = rulesets.flatMap((loaded) => {
    const aboutMetadata = metadataRules(loaded);
    return [...askedOf(loaded, document, criticality), ...(aboutMetadata ? askedOf(aboutMetadata, metadata, criticality) : [])];
  });
  for (const rule of LANDSCAPE_RULES) {
    const severity = severityInLandscape(rule, criticality, landscapeRules);
    if (severity !== 'off') rules.push([rule.id, severity]);
  }
  const asked = new Map<string, Severity>();
  for (const [rule, severity] of rules) {
    const known = asked.get(rule);
    if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known)) asked.set(rule, severity);
  }
  return asked;
}

function askedOf(loaded: LoadedRuleset, value: unknown, criticality: Criticality): readonly (readonly [string, Severity])[] {
  const rules = Object.entries(loaded.ruleset.rules).filter(([, { enabled }]) => enabled);
  const all = rules.flatMap(([, { formats }]) => [...(formats ?? [])]);
  const formats = new Set(all.filter((isOfFormat) => isOfFormat(value, null)));
  return rules.flatMap(([code, rule]) => {
    if (!rule.matchesFormat(formats)) return [];
    const found = { code, severity: rule.severity, message: '', path: [], range: NOWHERE };
    const severity = SEVERITIES[severityAt(loaded, found, criticality) ?? -1];
    return severity ? [[code, severity] as const] : [];
  });
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
