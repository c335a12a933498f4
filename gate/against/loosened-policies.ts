import { loosenedRules, loosenedSettings } from '../../policies/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';

/** What a change loosens of the policies, and whom it concerns. */
export interface LoosenedPolicies {
  readonly findings: readonly Finding[];
  /** Ids of the contracts that less is asked of, by the criticality that they had. */
  readonly contracts: ReadonlySet<string>;
}

/**
 * Compares the policies that a workspace configures with those it had: a finding `policy-loosened` for each rule that is less grave or gone, for
 * what may find less, and for each setting that lets more pass. It fails nothing: who approves for the contracts that it concerns must agree.
 *
 * Throws RULESET_INVALID for rulesets of the workspace that cannot be read.
 */
export async function loosenedPolicies(before: Workspace, now: Workspace): Promise<LoosenedPolicies> {
  const loosened = [...(await loosenedSettings(before, now)), ...(await loosenedRules(before, now))];
  const criticalities = new Set(loosened.flatMap((each) => each.criticalities));
  return {
    findings: loosened.map(({ subject, message, place, before: former }): Finding => ({
      ruleId: 'policy-loosened',
      severity: 'warning',
      message,
      place,
      pointer: '',
      subject: [...subject],
      ...(former && { related: [{ message: `so it was at ${before.ref}`, place: former }] }),
    })),
    contracts: new Set(before.contracts.filter(({ metadata }) => criticalities.has(metadata.criticality)).map(({ id }) => id)),
  };
}
