import { InterlockError } from '../errors.ts';
import { checkLandscape, type LoadedRuleset, lintContract, workspaceRulesets } from '../policies/index.ts';
import type { Contract, Finding, Specification } from '../registry/contract/index.ts';
import { type Workspace, type WorkspaceContract, verifyLock } from '../registry/workspace/index.ts';
import { checkConsumers } from './consumers/check-consumers.ts';
import { type Verdict, gravestVerdict, verdictOnFindings } from '../policies/index.ts';
import { workspaceWaivers, type WorkspaceWaivers } from './waivers/workspace-waivers.ts';

/** What the gate says about one contract. */
export type ContractVerdict = CheckedContract | UncheckedContract;

/** A contract that was read, compiled and linted. */
export interface CheckedContract {
  readonly id: string;
  /** Path of its document, as places print it. */
  readonly document: string;
  readonly verdict: Exclude<Verdict, 'not checked'>;
  readonly specification: Specification;
  /** How many operations were compiled, callbacks included. */
  readonly operations: number;
  /** How many event messages were compiled, replies included. */
  readonly messages: number;
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
}

/** How a workspace is checked. */
export interface CheckOptions {
  /** ISO date that counts as today: waivers end, what was announced may go, and who still uses it is late. */
  readonly asOf: string;
  /** Told the id of each contract before it is checked. */
  readonly onContract?: (id: string) => void;
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
  return { verdict: gravestVerdict([verdictOnFindings(all), ...contracts.map(({ verdict }) => verdict)]), asOf, contracts, findings: all };
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
  { onContract, asOf }: CheckOptions,
): Promise<CheckedContracts> {
  let rulesets: readonly LoadedRuleset[] | undefined;
  const lockFindings = await verifyLock(workspace);
  const contracts: ContractVerdict[] = [];
  const findings: Finding[] = [];
  for (const contract of workspace.contracts) {
    onContract?.(contract.id);
    const document = workspace.tree.label + contract.document;
    const compiled = await compileWholly(contract);
    if ('failures' in compiled) {
      contracts.push({ id: contract.id, document, verdict: 'not checked', failures: compiled.failures });
      continue;
    }
    rulesets ??= await workspaceRulesets(workspace);
    const linted = await lintWholly(workspace, contract, rulesets);
    if ('failures' in linted) {
      contracts.push({ id: contract.id, document, verdict: 'not checked', failures: linted.failures });
      continue;
    }
    const found = waivers.apply([...linted.findings, ...lockFindings.filter(({ contractId }) => contractId === contract.id)]);
    findings.push(...found);
    contracts.push({ id: contract.id, document, verdict: verdictOnFindings(found), ...measure(compiled.contract) });
  }
  const notChecked = new Set(contracts.filter(({ verdict }) => verdict === 'not checked').map(({ id }) => id));
  const isReported = ({ contractId }: Finding): boolean => contracts.some(({ id }) => id === contractId && !notChecked.has(id));
  const rest = [...lockFindings.filter((finding) => !isReported(finding)), ...(await checkConsumers(workspace))];
  const landscape = waivers.apply(await checkLandscape(workspace, asOf));
  findings.push(...waivers.apply(rest), ...landscape);
  const judged = contracts.map((contract) => withLandscape(contract, landscape));
  return { contracts: judged, findings, rulesets: rulesets ?? [], notChecked };
}

/** What is wrong between contracts fails the one that is at fault. */
function withLandscape(contract: ContractVerdict, landscape: readonly Finding[]): ContractVerdict {
  if (contract.verdict === 'not checked') return contract;
  const own = verdictOnFindings(landscape.filter(({ contractId }) => contractId === contract.id));
  return own === 'pass' || contract.verdict === 'fail' ? contract : { ...contract, verdict: own };
}

async function compileWholly(contract: WorkspaceContract): Promise<{ contract: Contract } | { failures: readonly InterlockError[] }> {
  try {
    const compiled = await contract.compile();
    const failures = compiled.compileAll();
    return failures.length > 0 ? { failures } : { contract: compiled.contract };
  } catch (error) {
    if (error instanceof InterlockError) return { failures: [error] };
    throw error;
  }
}

/** A rule that breaks on one document leaves that contract not checked, and the others alone. */
async function lintWholly(
  workspace: Workspace,
  contract: WorkspaceContract,
  rulesets: readonly LoadedRuleset[],
): Promise<{ findings: readonly Finding[] } | { failures: readonly InterlockError[] }> {
  try {
    return { findings: await lintContract(workspace, contract, rulesets) };
  } catch (error) {
    if (!(error instanceof InterlockError)) throw error;
    return {
      failures: [new InterlockError(error.code, error.detail, { place: error.place ?? { file: contract.document }, cause: error })],
    };
  }
}

function measure({ specification, operations }: Contract): Pick<CheckedContract, 'specification' | 'operations' | 'messages'> {
  const callbacks = operations.flatMap((operation) => (operation.kind === 'http' ? operation.callbacks : []));
  const messages = operations.flatMap((operation) =>
    operation.kind === 'event' ? [operation.messages, operation.reply?.messages ?? []] : [],
  );
  return { specification, operations: operations.length + callbacks.length, messages: messages.flat().length };
}
