import type { CompareBudget } from '../registry/compatibility/index.ts';
import { type Finding, withFingerprints } from '../registry/contract/index.ts';
import { openWorkspace, type Workspace } from '../registry/workspace/index.ts';
import { type Approval, approvalsNeeded } from './against/approvals.ts';
import { compareAgainst } from './against/compare-against.ts';
import { frozenUntouched } from './against/frozen-untouched.ts';
import { loosenedPolicies } from './against/loosened-policies.ts';
import { removedContract } from './against/removed-contract.ts';
import type { ComparisonSummary } from './comparison/comparison-summary.ts';
import { checkContracts, type CheckOptions, type GateReport, inputsOf } from './check-workspace.ts';
import { gravestVerdict, verdictOnFindings } from '../policies/index.ts';
import { workspaceWaivers } from './waivers/workspace-waivers.ts';

/** What a workspace is checked against. */
export interface AgainstOptions extends CheckOptions {
  /** Branch, tag or commit. */
  readonly ref: string;
  /** Of the comparison of each contract. */
  readonly budget?: CompareBudget | undefined;
}

/** The gate's answer on a workspace, and on what it changes. */
export interface AgainstReport extends GateReport {
  readonly against: { readonly ref: string; readonly asOf: string };
  /** The contracts that differ from the ref, in the order of their ids. */
  readonly comparisons: readonly ComparisonSummary[];
  /** Ids of contracts that the ref does not have. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Who must approve the change, contract by contract. */
  readonly approvals: readonly Approval[];
}

/**
 * Checks a workspace as `checkWorkspace` does, and all that differs from a git ref: every contract whose meaning changed, wherever the edit
 * was made (a canonical schema changes its users), every contract that is gone, and the lock of released versions. Waivers are judged by what
 * the ref says of who may approve and how critical a contract is, and one that is new or changed needs the approvals of its contract. So do
 * policies that ask less than they did at the ref, of every contract of which they do.
 *
 * Throws GIT_FAILED for a ref that cannot be read, FILE_NOT_FOUND and WORKSPACE_INVALID when there is no workspace to read at it, and what
 * `checkWorkspace` throws.
 */
export async function checkAgainst(workspace: Workspace, { ref, asOf, budget, ...options }: AgainstOptions): Promise<AgainstReport> {
  const before = await openWorkspace(workspace.folder, { ref });
  const waivers = await workspaceWaivers(workspace, { asOf, before });
  const checked = await checkContracts(workspace, waivers, { ...options, asOf });
  const loosened = await loosenedPolicies(before, workspace);
  const findings: Finding[] = [...(await frozenUntouched(before, workspace)), ...withFingerprints(loosened.findings, workspace.tree.label)];
  const comparisons: ComparisonSummary[] = [];
  const [then, now] = [byId(before), byId(workspace)];
  const removed = before.contracts.filter(({ id }) => !now.has(id));
  for (const contract of removed) {
    const finding = await removedContract(before, contract, workspace.tree.label + contract.document, asOf);
    if (finding) findings.push(...waivers.apply([finding]));
  }
  for (const contract of workspace.contracts) {
    const old = then.get(contract.id);
    if (!old) continue;
    options.onContract?.(`${contract.id} against ${ref}`);
    const pair = { before: { workspace: before, contract: old }, now: { workspace, contract }, asOf, budget, waive: waivers.apply };
    const judged = await compareAgainst(pair);
    if (!judged) continue;
    findings.push(...judged.findings);
    comparisons.push(judged.summary);
  }
  const found = [...checked.findings, ...findings];
  const notCompared = comparisons.filter(({ verdict }) => verdict === 'not checked').map(({ id }) => id);
  const notChecked = new Set([...checked.notChecked, ...notCompared]);
  const all = [...found, ...(await waivers.judge({ findings: found, rulesets: checked.rulesets, notChecked }))];
  return {
    verdict: gravestVerdict([
      ...checked.contracts.map(({ verdict }) => verdict),
      ...comparisons.map(({ verdict }) => verdict),
      verdictOnFindings(all.filter(({ ruleId }) => ruleId !== 'comparison-not-checked')),
    ]),
    asOf,
    contracts: checked.contracts,
    findings: all,
    inputs: inputsOf([before, workspace], checked.rulesets),
    against: { ref, asOf },
    comparisons,
    added: workspace.contracts.flatMap(({ id }) => (then.has(id) ? [] : [id])),
    removed: removed.map(({ id }) => id),
    approvals: approvalsNeeded(before, workspace, {
      documents: new Set(comparisons.map(({ id }) => id)),
      waivers: waivers.changed,
      policies: loosened.contracts,
    }),
  };
}

function byId({ contracts }: Workspace): ReadonlyMap<string, Workspace['contracts'][number]> {
  return new Map(contracts.map((contract) => [contract.id, contract]));
}
