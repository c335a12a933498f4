export {
  checkWorkspace,
  type CheckOptions,
  type CheckedContract,
  type ContractVerdict,
  type GateReport,
  type UncheckedContract,
} from './check-workspace.ts';
export { checkAgainst, type AgainstOptions, type AgainstReport } from './check-against.ts';
export type { Approval } from './against/approvals.ts';
export type { ChangeDetails, ChangeFinding } from './comparison/change-finding.ts';
export type { ComparisonSummary } from './comparison/comparison-summary.ts';
export { diffSides, type DiffOptions, type DiffReport, failsOn, type FailOn } from './comparison/diff-documents.ts';
export { diffForGit, type GitDiff, type GitFiles } from './comparison/diff-for-git.ts';
export { readSides, type Side, type SideContext } from './comparison/side.ts';
export { type WitnessFile, witnessFiles } from './comparison/witness-files.ts';
export { diffOfFixes } from './fixes/diff-of-fixes.ts';
export { type FixedDocument, type FixRequest, fixTargets } from './fixes/fix-targets.ts';
export { type FixedFile, fixedFiles, writeFixes } from './fixes/write-fixes.ts';
export { contractHistory, type VersionHistory } from './release/contract-history.ts';
export { releaseContract, type Release } from './release/release-contract.ts';
export { scoreTrend, type TrendPoint } from './scorecard/score-trend.ts';
export { scoreWorkspace } from './scorecard/score-workspace.ts';
export type { CompareBudget } from '../registry/compatibility/index.ts';
export { addWaiver, type AddedWaiver } from './waivers/add-waiver.ts';
export { expireWaiver } from './waivers/expire-waiver.ts';
export { listWaivers, type ListedWaiver } from './waivers/list-waivers.ts';
