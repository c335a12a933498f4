import { daysBetween, judgeWaivers, readWaivers, waivedContracts } from '../../policies/index.ts';
import type { InterlockError } from '../../errors.ts';
import type { Waiver, Workspace } from '../../registry/workspace/index.ts';

/** A waiver of a workspace, as it stands on a day. */
export interface ListedWaiver extends Waiver {
  readonly id: string;
  /** Path of its file, as places print it. */
  readonly file: string;
  /** Until it no longer counts; 0 and less: it ended. */
  readonly daysLeft: number;
  /** Ids of what is wrong with it; with any it covers nothing. */
  readonly faults: readonly string[];
}

/** The waivers of a workspace, those first that end first, and why files can't be read. That one covers nothing is for the gate to say. */
export async function listWaivers(
  workspace: Workspace,
  asOf: string,
): Promise<{ readonly waivers: readonly ListedWaiver[]; readonly failures: readonly InterlockError[] }> {
  const { files, failures } = await readWaivers(workspace);
  const terms = { asOf, contracts: waivedContracts(workspace, undefined), folder: workspace.config.waivers };
  const waivers = files.map((file): ListedWaiver => ({
    id: file.id,
    file: workspace.tree.label + file.path,
    ...file.waiver,
    daysLeft: daysBetween(asOf, file.waiver.expires),
    faults: judgeWaivers({ files: [file], failures: [] }, terms).findings.map(({ ruleId }) => ruleId),
  }));
  return { waivers: waivers.sort((one, other) => one.daysLeft - other.daysLeft || (one.id < other.id ? -1 : 1)), failures };
}
