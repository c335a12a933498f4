import type { Finding } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { applyWaivers } from './apply-waivers.ts';
import { judgeWaivers } from './judge-waivers.ts';
import { readWaivers, type WaiverFile } from './read-waivers.ts';
import { waivedContracts } from './waived-contracts.ts';

/** What the waivers of a workspace are judged by. */
export interface WaiverTerms {
  /** ISO date that counts as today. */
  readonly asOf: string;
  /** What the workspace is compared with: it says who may approve, and how long a waiver may last at least as strictly as now. */
  readonly before?: Workspace | undefined;
}

/** The waivers of a workspace on a day. */
export interface WaiversInForce {
  /** Every file that can be read, sound or not, in the order of their paths. */
  readonly files: readonly WaiverFile[];
  /** Those that count. */
  readonly sound: readonly WaiverFile[];
  /** What is wrong with the others. */
  readonly faults: readonly Finding[];
  /** The findings with their fingerprints, and with the waivers that cover them. Give together all that one check finds of a contract. */
  apply<F extends Finding>(findings: readonly F[]): readonly F[];
}

/**
 * Reads and judges the waivers of a workspace. Who may approve is what contract.yaml says there, or before, when the workspace is compared
 * with something: a change can't choose its judges. How long they may last goes by the graver of both criticalities.
 *
 * @param isJudged whether a waiver is to be judged at all; by default each is
 */
export async function waiversInForce(
  workspace: Workspace,
  { asOf, before }: WaiverTerms,
  isJudged: (file: WaiverFile) => boolean = () => true,
): Promise<WaiversInForce> {
  const { tree, config } = workspace;
  const { files, failures } = await readWaivers(workspace);
  const terms = { asOf, contracts: waivedContracts(workspace, before), folder: tree.label + config.waivers };
  const { sound, findings } = judgeWaivers({ files: files.filter(isJudged), failures }, terms);
  return { files, sound, faults: findings, apply: (found) => applyWaivers(found, sound, tree.label) };
}
