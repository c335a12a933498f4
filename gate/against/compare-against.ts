import { InterlockError } from '../../errors.ts';
import type { CompareBudget, Comparison } from '../../registry/compatibility/index.ts';
import type { Contract, Finding } from '../../registry/contract/index.ts';
import { contractDigest, frozenVersions, newestFrozen, type Workspace, type WorkspaceContract } from '../../registry/workspace/index.ts';
import { findingOfChange, findingOfNotChecked } from '../comparison/change-finding.ts';
import { compare } from '../comparison/compare.ts';
import { type ComparisonSummary, countChanges } from '../comparison/comparison-summary.ts';
import { consumersOf } from '../consumers/consumers-of.ts';
import { refuseDifferentKinds } from '../comparison/side.ts';
import { type Verdict, verdictOnFindings } from '../../policies/index.ts';
import { removedBeforeSunset } from './removed-before-sunset.ts';
import { bumpAt, judgeBump } from './version-bump.ts';

/** One contract as it was at the ref and as it is. */
export interface ContractPair {
  readonly before: { readonly workspace: Workspace; readonly contract: WorkspaceContract };
  readonly now: { readonly workspace: Workspace; readonly contract: WorkspaceContract };
  /** ISO date on which removals are judged. */
  readonly asOf: string;
  readonly budget?: CompareBudget | undefined;
  /** Puts waivers on findings. */
  waive(findings: readonly Finding[]): readonly Finding[];
}

/** What became of one contract that differs. */
export interface JudgedContract {
  readonly summary: ComparisonSummary;
  readonly findings: readonly Finding[];
}

/**
 * Compares a contract with its newest released version at the ref, else with its document there, and judges what it finds: the declared
 * version must be as high as the changes need, and what was removed must have been announced. Profile and criticality are those of the
 * base, and who used it there counts as well as who uses it now. What can't be compared is `not checked`, which is an error at criticality 0 and 1.
 *
 * @returns undefined when the contract says what it said at the ref.
 */
export async function compareAgainst(pair: ContractPair): Promise<JudgedContract | undefined> {
  const { before, now } = pair;
  const document = now.workspace.tree.label + now.contract.document;
  const reading = await readPair(pair);
  if ('error' in reading) return uncompared(pair, reading.error, document);
  const { base, head } = reading;
  if (base === undefined) return undefined;
  try {
    refuseDifferentKinds({ contract: base.contract, document: base.name }, { contract: head, document });
  } catch (error) {
    return uncompared(pair, error as InterlockError, document, true);
  }
  const { criticality, profile = 'wire' } = before.contract.metadata;
  const consumers = await consumersOf({
    contract: before.contract,
    compared: [base.contract, head],
    workspaces: [before.workspace, now.workspace],
  });
  const comparison = await compare(base.contract, head, { profile, criticality, consumers, ...(pair.budget && { budget: pair.budget }) });
  const findings = pair.waive(await judge(comparison, base.contract, head, document, pair));
  const summary: ComparisonSummary = {
    id: now.contract.id,
    verdict: verdictOf(findings, comparison),
    base: { name: base.name, version: base.contract.version },
    head: { name: document, version: head.version },
    profile,
    requiredBump: bumpAt(comparison, criticality),
    counts: countChanges(comparison),
    notChecked: comparison.notChecked,
  };
  return { summary, findings };
}

interface PairReading {
  readonly base: { readonly contract: Contract; readonly name: string } | undefined;
  readonly head: Contract;
}

async function readPair({ before, now }: ContractPair): Promise<PairReading | { readonly error: InterlockError }> {
  try {
    const head = await now.contract.read();
    const then = await before.contract.read();
    if (contractDigest(then) === contractDigest(head)) return { base: undefined, head };
    const newest = newestFrozen(await frozenVersions(before.workspace, before.contract));
    const { label } = before.workspace.tree;
    return {
      base: newest
        ? { contract: await newest.read(), name: label + newest.path }
        : { contract: then, name: label + before.contract.document },
      head,
    };
  } catch (error) {
    if (error instanceof InterlockError) return { error };
    throw error;
  }
}

/** Changes that the declared version announces warn; what it does not announce fails. */
async function judge(
  comparison: Comparison,
  base: Contract,
  head: Contract,
  document: string,
  pair: ContractPair,
): Promise<readonly Finding[]> {
  const contractId = pair.now.contract.id;
  const { criticality, lifecycle } = pair.before.contract.metadata;
  const bump = judgeBump(base.version, head.version, bumpAt(comparison, criticality));
  const changes = comparison.changes.map((change) => {
    const finding = findingOfChange(change, { base, head, document, contractId });
    const isAnnounced = bump.isSufficient || (change.verdict === 'unproven' && criticality >= 2);
    return isAnnounced && finding.severity === 'error' ? { ...finding, severity: 'warning' as const } : finding;
  });
  const removal = { criticality, asOf: pair.asOf };
  const tooEarly =
    lifecycle === 'draft'
      ? []
      : await removedBeforeSunset(comparison.changes, { base, tree: pair.before.workspace.tree, document }, removal);
  const pointer = '/info/version';
  const insufficient: readonly Finding[] = bump.isSufficient
    ? []
    : [
        {
          ruleId: 'version-bump-insufficient',
          severity: 'error',
          message: bump.message,
          place: head.locate({ file: document, pointer }),
          pointer,
          contractId,
        },
      ];
  return [
    ...insufficient,
    ...tooEarly.map((each) => ({ ...each, contractId })),
    ...comparison.notChecked.map((each) => findingOfNotChecked(each, { document, contractId }, criticality <= 1)),
    ...changes,
  ];
}

function verdictOf(findings: readonly Finding[], { notChecked }: Comparison): Verdict {
  const verdict = verdictOnFindings(findings.filter(({ ruleId }) => ruleId !== 'comparison-not-checked'));
  return verdict !== 'fail' && notChecked.length > 0 ? 'not checked' : verdict;
}

function uncompared(
  { before, now }: ContractPair,
  error: InterlockError,
  document: string,
  isGrave = before.contract.metadata.criticality <= 1,
): JudgedContract {
  const reason = { reason: `${error.code}: ${error.detail}`, ...(error.place && { place: error.place }) };
  const { id } = now.contract;
  return {
    summary: {
      id,
      verdict: 'not checked',
      base: { name: before.workspace.tree.label + before.contract.document, version: '' },
      head: { name: document, version: '' },
      profile: before.contract.metadata.profile ?? 'wire',
      requiredBump: 'none',
      counts: { breaking: 0, unproven: 0, warning: 0, compatible: 0 },
      notChecked: [reason],
    },
    findings: [findingOfNotChecked(reason, { document, contractId: id }, isGrave)],
  };
}
