import type { Finding, Severity } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import type { LandscapeFinding, LandscapeRule } from './landscape-rule.ts';
import { LANDSCAPE_RULES } from './landscape-rules.ts';
import { readLandscape } from './model/read-landscape.ts';
import { severityInLandscape } from './severity-in-landscape.ts';

/**
 * Judges a workspace by every rule over all contracts at once, as strictly as the criticality of what is at fault asks, or as the
 * workspace sets by `landscapeRules`. `asOf` is the day, an ISO date, on which sunsets are judged.
 */
export async function checkLandscape(workspace: Workspace, asOf: string): Promise<readonly Finding[]> {
  const landscape = await readLandscape(workspace, asOf);
  return LANDSCAPE_RULES.flatMap((rule) =>
    [...rule.find(landscape)].flatMap((found): readonly Finding[] => {
      const severity = severityInLandscape(rule, found.criticality, workspace.config.landscapeRules);
      return severity === 'off' ? [] : [findingOf(rule, found, severity)];
    }),
  );
}

function findingOf({ id }: LandscapeRule, found: LandscapeFinding, severity: Severity): Finding {
  const { message, place, pointer = '', contractId, related, subject } = found;
  return { ruleId: id, severity, message, place, pointer, ...(contractId !== undefined && { contractId }), related, subject };
}
