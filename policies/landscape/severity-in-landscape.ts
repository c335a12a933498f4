import type { Severity } from '../../registry/contract/index.ts';
import type { Criticality, WorkspaceConfig } from '../../registry/workspace/index.ts';
import type { LandscapeRule } from './landscape-rule.ts';

/** How grave a rule is at a criticality. A workspace may set it by `landscapeRules`; where the rule is off by criticality it stays so. */
export function severityInLandscape(
  { id, severities }: Pick<LandscapeRule, 'id' | 'severities'>,
  criticality: Criticality,
  set: WorkspaceConfig['landscapeRules'],
): Severity | 'off' {
  const own = severities[criticality];
  return own === 'off' ? own : (set[id] ?? own);
}
