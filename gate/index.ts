export {
  checkWorkspace,
  type CheckOptions,
  type CheckedContract,
  type ContractVerdict,
  type GateReport,
  type UncheckedContract,
} from './check-workspace.ts';
export { lintTargets, type LintRequest } from './lint-targets.ts';
export { type Verdict, verdictOnFindings } from './verdict.ts';
