import type { Workspace } from '../../registry/workspace/index.ts';
import type { WaivedContract } from './judge-waivers.ts';

/**
 * What of each contract its waivers depend on, by id: approvers as the workspace was before when it is compared with something, for a
 * change can't choose its judges, and the graver of both criticalities. Contracts that are gone count, too.
 */
export function waivedContracts(workspace: Workspace, before: Workspace | undefined): ReadonlyMap<string, WaivedContract> {
  const metadata = (of: Workspace | undefined) => new Map((of?.contracts ?? []).map((each) => [each.id, each.metadata]));
  const [now, then] = [metadata(workspace), metadata(before)];
  return new Map(
    [...new Set([...now.keys(), ...then.keys()])].sort().map((id) => {
      const [present, past] = [now.get(id), then.get(id)];
      const criticality = Math.min(...[present, past].flatMap((each) => (each ? [each.criticality] : []))) as WaivedContract['criticality'];
      return [id, { criticality, approvers: (past ?? present)?.approvers }];
    }),
  );
}
