import type { Approval, ComparisonSummary, ContractVerdict } from '../../gate/index.ts';
import type { Finding, Severity } from '../../registry/contract/index.ts';
import { formatPlace } from '../../errors.ts';
import type { ReportContext, ReportFinding } from './formatter.ts';

/** The last line of a report: the verdict, how many of what, and the notes. */
export function headline({ verdict, contracts, against, asOf, notes = [] }: ReportContext, findings: readonly Finding[]): string {
  const isAboutWaivers = findings.some(({ waiver, ruleId }) => waiver !== undefined || ruleId.startsWith('waiver-'));
  const when = against ? `against ${against.ref} as of ${against.asOf}` : isAboutWaivers && asOf !== undefined && `as of ${asOf}`;
  const sums = [contracts && sumOfVerdicts(contracts), sumOfFindings(findings), when, ...notes];
  return `${verdict}: ${sums.filter(Boolean).join('; ')}`;
}

/** Where changes are explained, when there are any. */
export function whereExplained(findings: readonly ReportFinding[]): string | undefined {
  if (!findings.some(({ change }) => change)) return undefined;
  return 'What each change means and how to make it safely: docs/changes/<rule>.md of @interlock-health/interlock';
}

/** What a comparison of versions comes to: `needs a major version: 1 breaking, 0 unproven, 2 to know, 3 compatible`. */
export function describeComparison({ requiredBump, counts, notChecked }: ComparisonSummary): string {
  const sum = `${counts.breaking} breaking, ${counts.unproven} unproven, ${count(counts.warning, 'warning')}, ${counts.compatible} compatible`;
  const nothing = notChecked.length === 0 ? 'needs no new version' : 'may need a new version';
  const needs = requiredBump === 'none' ? nothing : `needs a ${requiredBump} version`;
  const rest = notChecked.length === 0 ? '' : `, ${notChecked.length} not checked`;
  return `${needs}: ${sum}${rest}`;
}

/** The two sides of a comparison: `main:a.yaml 1.0.0 → a.yaml 1.1.0`. */
export function describeSides({ base, head }: ComparisonSummary): string {
  return [base, head].map(({ name, version }) => (version === '' ? name : `${name} ${version}`)).join(' → ');
}

/** The approvals that a change needs: `2 approvals of ledger-stewards or @maria`, and what of the contract changed. */
export function describeApproval({ required, approvers, because }: Approval): readonly [string, string] {
  const list = approvers.length < 2 ? approvers.join('') : `${approvers.slice(0, -1).join(', ')} or ${approvers.at(-1)}`;
  return [`${count(required, 'approval')} of ${list}`, because.join(', ')];
}

/** The approvals of which there must be one at least. */
export function neededApprovals({ approvals = [] }: ReportContext): readonly Approval[] {
  return approvals.filter(({ required }) => required > 0);
}

/** What a finding weighs in a report: its severity, or `waived`. */
export function weight({ severity, waiver }: Pick<Finding, 'severity' | 'waiver'>): Severity | 'waived' {
  return waiver === undefined ? severity : 'waived';
}

/** Who lets a finding stand, until when and why: `waived until 2026-03-15, approved by @maria for @jan (legacy: goes in May)`. */
export function describeWaiver({ severity, waiver }: Pick<Finding, 'severity' | 'waiver'>): string | undefined {
  if (waiver === undefined) return undefined;
  if (!('expires' in waiver)) return `${severity} ignored in the document, ${formatPlace(waiver.place)}`;
  const { expires, approver, owner, class: kind, reason, place } = waiver;
  return `${severity} waived until ${expires}, approved by ${approver} for ${owner} (${kind}: ${reason}), ${place.file}`;
}

/** What was compiled of a contract, or why nothing was. */
export function describeContract(contract: ContractVerdict): string {
  if (contract.verdict === 'not checked') return contract.failures.map(({ code }) => code).join(', ');
  const { format, version } = contract.specification;
  return `${format} ${version}, ${count(contract.operations, 'operation')}, ${count(contract.messages, 'message')}`;
}

/** A number and a noun, in the plural where it must be. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function sumOfVerdicts(contracts: readonly ContractVerdict[]): string {
  const sums = Map.groupBy(contracts, (contract) => contract.verdict);
  return [count(contracts.length, 'contract'), ...[...sums].map(([verdict, { length }]) => `${length} ${verdict}`)].join(', ');
}

function sumOfFindings(all: readonly Finding[]): string {
  const findings = all.filter(({ waiver }) => waiver === undefined);
  const sum = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const sums = [count(sum('error'), 'error'), count(sum('warning'), 'warning'), count(sum('hint'), 'hint')];
  return [...sums, ...(findings.length < all.length ? [`${all.length - findings.length} waived`] : [])].join(', ');
}
