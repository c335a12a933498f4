import { InterlockError } from '../../errors.ts';
import { diagnoseDocument } from '../engine/diagnose-document.ts';
import { lintContract, workspaceRulesets } from '../engine/lint-contract.ts';
import { findingsOfDiagnostics, lintDocument, weighDiagnostics } from '../engine/lint-document.ts';
import { type LoadedRuleset, builtInRuleset, loadRuleset } from '../engine/load-ruleset.ts';
import type { SpectralDiagnostic } from '../engine/run-ruleset.ts';
import { type Finding, readContract, withFingerprints } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { type WaiversInForce, waiversInForce } from '../waivers/waivers-in-force.ts';
import { type FailSeverity, gravityOf, isGraveEnough } from './fail-severity.ts';
import { type Verdict, gravestVerdict, verdictOnFindings } from '../verdict.ts';
import { type LintTarget, type PipedDocument, contractTargets, findTargets } from './find-targets.ts';

/** What to lint, and by what. */
export interface LintTargetsRequest {
  /** Ids of contracts of the workspace, paths or globs of documents, `-`; none means every contract of the workspace. */
  readonly targets: readonly string[];
  readonly workspace: Workspace | undefined;
  /** Path of a Spectral ruleset to lint by, instead of those that the workspace configures. */
  readonly ruleset?: string | undefined;
  /** ISO date that counts as today: waivers end. */
  readonly asOf: string;
  /** Folder that paths are relative to. */
  readonly cwd: string;
  /** What `-` stands for. */
  readonly piped?: PipedDocument | undefined;
  /** Give Spectral's findings just as it has them, and fail when it would. */
  readonly isForSpectral?: boolean;
  /** The least severity that fails. */
  readonly failSeverity: FailSeverity;
}

/** A document that cannot be read, and why. */
export interface UnreadDocument {
  /** As it was named. */
  readonly id: string;
  readonly document: string;
  readonly verdict: 'not checked';
  readonly failures: readonly InterlockError[];
}

/** What linting found. */
export interface LintReport {
  readonly verdict: Verdict;
  /** What was linted, in this order. */
  readonly targets: readonly LintTarget[];
  /** With their fingerprints, and with the waivers that let them stand. */
  readonly findings: readonly Finding[];
  /** Spectral's own findings, in its order; empty unless they were asked for. */
  readonly diagnostics: readonly SpectralDiagnostic[];
  /** Documents that cannot be read. */
  readonly failed: readonly UnreadDocument[];
  /** What a reader should know besides: that code was run. */
  readonly notes: readonly string[];
}

interface Linted {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly SpectralDiagnostic[];
  readonly verdict: Verdict;
}

/**
 * Lints contracts by id and documents by path. A document that belongs to a contract of the workspace is judged as that contract, any
 * other as a document of its own. By default, a document is read as a contract too, and the workspace's waivers let findings stand; by a
 * ruleset that was named, or for Spectral, it has what Spectral finds and nothing else, also where it is not well-formed.
 *
 * A document that cannot be read keeps no other from being linted; the only one that was named throws why, as `findTargets`, reading and
 * linting do. Throws RULESET_INVALID for a ruleset that cannot be loaded.
 */
export async function lintTargets(request: LintTargetsRequest): Promise<LintReport> {
  const { workspace, cwd } = request;
  const named = request.targets.length > 0 ? await findTargets(request.targets, request) : workspace ? contractTargets(workspace) : [];
  const given = request.ruleset === undefined ? undefined : await loadRuleset(cwd, request.ruleset);
  const isSpectrals = given !== undefined || request.isForSpectral === true;
  const targets = isSpectrals ? named.toSorted(bySource) : named;
  const rulesets = given ? [given] : workspace ? await workspaceRulesets(workspace) : [await builtInRuleset()];
  const waivers = workspace && !isSpectrals ? await waiversInForce(workspace, request) : undefined;
  const linted: Linted[] = [];
  const failed: UnreadDocument[] = [];
  for (const target of targets) {
    try {
      linted.push(await (isSpectrals ? lintAsSpectral(target, rulesets, request) : lintAsContract(target, request, waivers)));
    } catch (error) {
      if (!(error instanceof InterlockError) || error.code === 'RULESET_INVALID' || targets.length === 1) throw error;
      failed.push({ id: target.name, document: target.tree.label + target.path, verdict: 'not checked', failures: [error] });
    }
  }
  return {
    verdict: failed.length > 0 ? 'not checked' : gravestVerdict(linted.map(({ verdict }) => verdict)),
    targets,
    findings: linted.flatMap(({ findings }) => findings),
    diagnostics: linted.flatMap(({ diagnostics }) => diagnostics),
    failed,
    notes: rulesets.flatMap(({ scripts }) => scripts.map((script) => `ran the code of ${script}`)),
  };
}

/** In the order of `spectral lint`: what is piped in comes last. */
function bySource(a: LintTarget, b: LintTarget): number {
  if (a.source !== undefined || b.source !== undefined) return Number(a.source !== undefined) - Number(b.source !== undefined);
  return `${a.root}/${a.path}`.localeCompare(`${b.root}/${b.path}`);
}

async function lintAsContract(
  { contract, tree, root, path, access }: LintTarget,
  { workspace, failSeverity }: LintTargetsRequest,
  waivers: WaiversInForce | undefined,
): Promise<Linted> {
  const found =
    workspace && contract
      ? await lintContract(workspace, contract)
      : [...(await readContract(tree, path, access)).findings, ...(await lintDocument({ tree, root, path, ...access }))];
  const findings = waivers?.apply(found) ?? withFingerprints(found, tree.label);
  return { findings, diagnostics: [], verdict: verdictOnFindings(findings, failSeverity) };
}

async function lintAsSpectral(target: LintTarget, rulesets: readonly LoadedRuleset[], request: LintTargetsRequest): Promise<Linted> {
  const { tree, root, path, access, source, contract } = target;
  const all = { findings: [] as Finding[], diagnostics: [] as SpectralDiagnostic[] };
  let isFailed = false;
  for (const ruleset of rulesets) {
    const run = await diagnoseDocument({
      tree,
      root,
      path,
      ruleset,
      ...access,
      ...(request.isForSpectral && source !== undefined && { source }),
      isAsSpectral: true,
    });
    const [failure] = run.failures;
    if (request.isForSpectral && failure)
      throw new InterlockError('RULESET_INVALID', `the rule '${failure[0]}' cannot be run: ${failure[1]}`, {
        ...(ruleset.file !== undefined && { place: { file: ruleset.file } }),
      });
    const criticality = contract?.metadata.criticality;
    const weighed = request.isForSpectral ? run.diagnostics : weighDiagnostics(run.diagnostics, ruleset, criticality);
    const findings = findingsOfDiagnostics({ diagnostics: weighed, failures: run.failures }, { tree, root, path, criticality });
    isFailed ||= weighed.some(({ severity }) => isGraveEnough(severity, request.failSeverity));
    isFailed ||= findings.some(
      ({ ruleId, severity }) => ruleId === 'rule-not-checked' && isGraveEnough(gravityOf(severity), request.failSeverity),
    );
    all.findings.push(...findings.map((finding) => (contract ? { ...finding, contractId: contract.id } : finding)));
    all.diagnostics.push(...run.diagnostics);
  }
  const isFailing = isFailed && request.failSeverity !== 'off';
  return { ...all, findings: withFingerprints(all.findings, tree.label), verdict: isFailing ? 'fail' : 'pass' };
}
