import type { InterlockError } from '../errors.ts';
import {
  checkLandscape,
  gravestVerdict,
  Inputs,
  type LintHelp,
  type LoadedRuleset,
  type Verdict,
  verdictOnFindings,
  workspaceRulesets,
} from '../policies/index.ts';
import type { Finding } from '../registry/contract/index.ts';
import { type Workspace, verifyLock } from '../registry/workspace/index.ts';
import { checkConsumers } from './consumers/check-consumers.ts';
import { type ContractJudge, type ContractMeasure, judgeTogether } from './judge-contract.ts';
import { workspaceWaivers, type WorkspaceWaivers } from './waivers/workspace-waivers.ts';

/** What the gate says about one contract. */
export type ContractVerdict = CheckedContract | UncheckedContract;

/** A contract that was read, compiled and linted. */
export interface CheckedContract extends ContractMeasure {
  readonly id: string;
  /** Path of its document, as places print it. */
  readonly document: string;
  readonly verdict: Exclude<Verdict, 'not checked'>;
}

/** A contract that cannot be read or compiled: every reason, none of which is a finding, because nothing else could be looked at. */
export interface UncheckedContract {
  readonly id: string;
  readonly document: string;
  readonly verdict: 'not checked';
  readonly failures: readonly InterlockError[];
}

/** The gate's answer on a workspace. */
export interface GateReport {
  readonly verdict: Verdict;
  /** ISO date on which it was given. */
  readonly asOf: string;
  /** In the order of their ids. */
  readonly contracts: readonly ContractVerdict[];
  readonly findings: readonly Finding[];
  /** What it rests on: the SHA-256 of each file that was read, by the name that places give it. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** How a workspace is checked. */
export interface CheckOptions extends LintHelp {
  /** ISO date that counts as today: waivers end, what was announced may go, and who still uses it is late. */
  readonly asOf: string;
  /** Told the id of each contract before it is checked. */
  readonly onContract?: (id: string) => void;
  /** Default: `judgeTogether`. */
  readonly judge?: ContractJudge;
}

/**
 * Checks every contract of a workspace: reads it, compiles each operation and message, lints it by the workspace's rulesets, and verifies
 * the lock of released versions, what applications say that they use, and all contracts together by the rules over the landscape. Waivers let
 * findings stand, and are judged themselves. A contract that cannot be read does not keep the others from being checked.
 *
 * Throws RULESET_INVALID for a ruleset, and WORKSPACE_INVALID for a lock, that cannot be read.
 */
export async function checkWorkspace(workspace: Workspace, options: CheckOptions): Promise<GateReport> {
  const { asOf } = options;
  const waivers = await workspaceWaivers(workspace, { asOf });
  const { contracts, findings, rulesets, notChecked } = await checkContracts(workspace, waivers, options);
  const all = [...findings, ...(await waivers.judge({ findings, rulesets, notChecked }))];
  const verdict = gravestVerdict([verdictOnFindings(all), ...contracts.map((each) => each.verdict)]);
  return { verdict, asOf, contracts, findings: all, inputs: inputsOf([workspace], rulesets) };
}

/** What a workspace shows by itself, before its waivers are judged. */
export interface CheckedContracts {
  readonly contracts: readonly ContractVerdict[];
  /** Waivers applied. */
  readonly findings: readonly Finding[];
  /** What was linted by. */
  readonly rulesets: readonly LoadedRuleset[];
  /** Ids of the contracts that could not be looked at. */
  readonly notChecked: ReadonlySet<string>;
}

/** Checks a workspace as `checkWorkspace` does, but for the waivers themselves. */
export async function checkContracts(
  workspace: Workspace,
  waivers: Pick<WorkspaceWaivers, 'apply'>,
  { onContract, asOf, cache, threads, judge = judgeTogether({ cache, threads }) }: CheckOptions,
): Promise<CheckedContracts> {
  const lockFindings = await verifyLock(workspace);
  const contracts: ContractVerdict[] = [];
  const findings: Finding[] = [];
  for (const contract of workspace.contracts) {
    onContract?.(contract.id);
    const document = workspace.tree.label + contract.document;
    const judged = await judge(workspace, contract);
    if ('failures' in judged) {
      contracts.push({ id: contract.id, document, verdict: 'not checked', failures: judged.failures });
      continue;
    }
    const found = waivers.apply([...judged.findings, ...lockFindings.filter(({ contractId }) => contractId === contract.id)]);
    findings.push(...found);
    contracts.push({ id: contract.id, document, verdict: verdictOnFindings(found), ...judged.measure });
  }
  const notChecked = new Set(contracts.filter(({ verdict }) => verdict === 'not checked').map(({ id }) => id));
  const isReported = ({ contractId }: Finding): boolean => contracts.some(({ id }) => id === contractId && !notChecked.has(id));
  const rest = [...lockFindings.filter((finding) => !isReported(finding)), ...(await checkConsumers(workspace))];
  const landscape = waivers.apply(await checkLandscape(workspace, asOf));
  findings.push(...waivers.apply(rest), ...landscape);
  const rulesets = notChecked.size < contracts.length ? await workspaceRulesets(workspace) : [];
  return { contracts: contracts.map((contract) => withLandscape(contract, landscape)), findings, rulesets, notChecked };
}

/** What was read of workspaces, and of rulesets. */
export function inputsOf(workspaces: readonly Workspace[], rulesets: readonly LoadedRuleset[]): ReadonlyMap<string, string> {
  const inputs = new Inputs(process.cwd());
  for (const { tree, reads } of workspaces) inputs.addTree(tree.label, reads);
  for (const { reads } of rulesets) inputs.addPaths(reads);
  return inputs.sorted();
}

/** What is wrong between contracts fails the one that is at fault. */
function withLandscape(contract: ContractVerdict, landscape: readonly Finding[]): ContractVerdict {
  if (contract.verdict === 'not checked') return contract;
  const own = verdictOnFindings(landscape.filter(({ contractId }) => contractId === contract.id));
  return own === 'pass' || contract.verdict === 'fail' ? contract : { ...contract, verdict: own };
}
