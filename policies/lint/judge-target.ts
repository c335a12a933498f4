import { posix } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { type Contract, type FileTree, type Finding, loggedTree, readContract, ReadLog } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { diagnoseDocument } from '../engine/diagnose-document.ts';
import { lintContract } from '../engine/lint-contract.ts';
import { findingsOfDiagnostics, lintDocument, weighDiagnostics } from '../engine/lint-document.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import type { SpectralDiagnostic } from '../engine/run-ruleset.ts';
import { applyIgnores } from '../ignores/apply-ignores.ts';
import { gravityOf } from './fail-severity.ts';
import type { LintTarget } from './find-targets.ts';
import { lintLooseContract } from './lint-loose-contract.ts';
import { refuseOtherFile } from './refuse-other-file.ts';

/** How a document is judged. */
export interface JudgeTerms {
  readonly workspace: Workspace | undefined;
  /** What it is judged by. Throws RULESET_INVALID. */
  readonly rulesets: () => Promise<readonly LoadedRuleset[]>;
  /** As `spectral lint` does it: what Spectral finds and nothing else. */
  readonly isAsSpectral: boolean;
  /** Give its own findings too, and refuse a rule that cannot be run. */
  readonly isForSpectral: boolean;
}

/** What judging one document gave, as JSON can hold it. */
export interface Judgement {
  /** Before any waiver. */
  readonly findings: readonly Finding[];
  /** How grave each thing found is, as Spectral numbers it. */
  readonly gravities: readonly number[];
  /** Spectral's own findings, in its order; none unless they were asked for. */
  readonly diagnostics: readonly SpectralDiagnostic[];
  /** Files of JavaScript that were run. */
  readonly scripts: readonly string[];
}

/** A judgement, and what it rests on. */
export interface JudgedTarget {
  readonly value: Judgement;
  readonly reads: ReadLog;
  readonly elsewhere: ReadLog;
}

/** Judges one document. Throws what reading and linting throw. */
export async function judgeTarget(target: LintTarget, terms: JudgeTerms): Promise<JudgedTarget> {
  const reads = new ReadLog();
  const elsewhere = new ReadLog();
  const rulesets = await terms.rulesets();
  for (const ruleset of rulesets) elsewhere.add(ruleset.reads);
  const logged = { ...target, tree: loggedTree(target.tree, reads), access: { ...target.access, fetch: reads.fetch } };
  const judged = terms.isAsSpectral
    ? await judgeAsSpectral(logged, rulesets, terms)
    : await judgeAsContract(logged, rulesets, { ...terms, reads });
  if (target.contract) reads.add(target.contract.reads);
  return { value: { ...judged, scripts: rulesets.flatMap(({ scripts }) => scripts) }, reads, elsewhere };
}

async function judgeAsContract(
  { contract, tree, root, path, access }: LintTarget,
  rulesets: readonly LoadedRuleset[],
  { workspace, reads }: Pick<JudgeTerms, 'workspace'> & { readonly reads: ReadLog },
): Promise<Omit<Judgement, 'scripts'>> {
  if (workspace && contract) return ofFindings(await lintContract({ ...workspace, tree }, contract, rulesets));
  const request = { tree, root, path, ...access };
  const home = workspace?.folder === root ? workspace : undefined;
  const findings =
    posix.basename(path) === 'contract.yaml'
      ? await lintLooseContract(request, rulesets)
      : [...(await readAsContract(tree, path, access, home)).findings, ...(await lintByAll(request, rulesets))];
  const isAllowed = home?.config.inDocumentIgnores ?? false;
  return ofFindings(await applyIgnores({ findings, tree, files: [...reads.files.keys()], isAllowed }));
}

function ofFindings(findings: readonly Finding[]): Omit<Judgement, 'scripts'> {
  return { findings, gravities: findings.map(({ severity }) => gravityOf(severity)), diagnostics: [] };
}

/** Says of a file that is no document, but has another place in the workspace, what checks it. */
async function readAsContract(tree: FileTree, path: string, access: LintTarget['access'], home: Workspace | undefined): Promise<Contract> {
  try {
    return await readContract(tree, path, access);
  } catch (error) {
    if (home && error instanceof InterlockError && error.code === 'SPECIFICATION_UNKNOWN') refuseOtherFile(path, home);
    throw error;
  }
}

async function lintByAll(
  request: Omit<Parameters<typeof lintDocument>[0], 'ruleset'>,
  rulesets: readonly LoadedRuleset[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const ruleset of rulesets) findings.push(...(await lintDocument({ ...request, ruleset })));
  return findings;
}

async function judgeAsSpectral(
  { contract, tree, root, path, access, source }: LintTarget,
  rulesets: readonly LoadedRuleset[],
  { isForSpectral }: JudgeTerms,
): Promise<Omit<Judgement, 'scripts'>> {
  const criticality = contract?.metadata.criticality;
  const named = isForSpectral && source !== undefined ? { source } : {};
  const all: Finding[] = [];
  const gravities: number[] = [];
  const diagnostics: SpectralDiagnostic[] = [];
  for (const ruleset of rulesets) {
    const run = await diagnoseDocument({ tree, root, path, ruleset, ...access, ...named, isAsSpectral: true });
    if (isForSpectral) refuseFailure(run.failures, ruleset);
    const weighed = isForSpectral ? run.diagnostics : weighDiagnostics(run.diagnostics, ruleset, criticality);
    const findings = findingsOfDiagnostics({ diagnostics: weighed, failures: run.failures }, { tree, root, path, criticality });
    all.push(...findings.map((finding) => (contract ? { ...finding, contractId: contract.id } : finding)));
    gravities.push(...weighed.map(({ severity }) => severity));
    gravities.push(...findings.slice(weighed.length).map(({ severity }) => gravityOf(severity)));
    if (isForSpectral) diagnostics.push(...run.diagnostics);
  }
  return { findings: all, gravities, diagnostics };
}

/** Spectral ends when a rule cannot be run. */
function refuseFailure(failures: ReadonlyMap<string, string>, { file }: LoadedRuleset): void {
  for (const [rule, reason] of failures)
    throw new InterlockError(
      'RULESET_INVALID',
      `the rule '${rule}' cannot be run: ${reason}`,
      file === undefined ? {} : { place: { file } },
    );
}
