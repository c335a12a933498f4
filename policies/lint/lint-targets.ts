import { InterlockError } from '../../errors.ts';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import type { SpectralDiagnostic } from '../engine/run-ruleset.ts';
import { type Verdict, gravestVerdict, verdictOnFindings } from '../verdict.ts';
import { type WaiversInForce, waiversInForce } from '../waivers/waivers-in-force.ts';
import { type FailSeverity, isGraveEnough } from './fail-severity.ts';
import { type LintTarget, type PipedDocument, contractTargets, findTargets } from './find-targets.ts';
import { Inputs } from './inputs.ts';
import { judgeAll } from './judge-all.ts';
import type { Judgement } from './judge-target.ts';
import type { LintHelp } from './lint-contracts.ts';

/** What to lint, and by what. */
export interface LintTargetsRequest extends LintHelp {
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
  /** What was read, by the names that places give files: the SHA-256 of each. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * Lints contracts by id and documents by path. A document, or contract.yaml, of a contract of the workspace is judged as that contract, any
 * other as a document of its own. By default, a document is read as a contract too, and the workspace's waivers let findings stand; by a
 * ruleset that was named, or for Spectral, it has what Spectral finds and nothing else, also where it is not well-formed.
 *
 * A document that cannot be read keeps no other from being linted; the only one that was named throws why, as `findTargets`, reading and
 * linting do. Throws FILE_NOT_FOUND and RULESET_INVALID for a ruleset that cannot be loaded.
 */
export async function lintTargets(request: LintTargetsRequest): Promise<LintReport> {
  const { workspace, cwd } = request;
  const isForSpectral = request.isForSpectral === true;
  const isAsSpectral = request.ruleset !== undefined || isForSpectral;
  const context = { ...request, isAsSpectral };
  const named = request.targets.length > 0 ? await findTargets(request.targets, context) : workspace ? contractTargets(workspace) : [];
  const targets = isAsSpectral ? named.toSorted(bySource) : named;
  let loading: Promise<readonly LoadedRuleset[]> | undefined;
  const load = async () => (await import('./load-rulesets.ts')).loadRulesets(request.ruleset, workspace, cwd);
  const rulesets = () => (loading ??= load());
  if (targets.length === 0) await rulesets();
  const { ruleset, cache, threads = 1 } = request;
  const judged = await judgeAll(targets, { workspace, rulesets, ruleset, cwd, isAsSpectral, isForSpectral, cache, threads });
  const waivers = workspace && !isAsSpectral ? await waiversInForce(workspace, request) : undefined;
  const inputs = new Inputs(cwd);
  const linted: Linted[] = [];
  const failed: UnreadDocument[] = [];
  for (const [index, target] of targets.entries()) {
    const answer = judged[index]!;
    if (answer instanceof InterlockError) {
      if (answer.code === 'FILE_NOT_FOUND') await rulesets();
      if (targets.length === 1 || answer.code === 'RULESET_INVALID') throw answer;
      failed.push({ id: target.name, document: target.tree.label + target.path, verdict: 'not checked', failures: [answer] });
      continue;
    }
    inputs.addTree(target.tree.label, answer.reads);
    inputs.addPaths(answer.elsewhere);
    linted.push(weigh(target, answer.value, request, waivers));
  }
  if (workspace) inputs.addTree(workspace.tree.label, workspace.reads);
  return {
    verdict: failed.length > 0 ? 'not checked' : gravestVerdict(linted.map(({ verdict }) => verdict)),
    targets,
    findings: linted.flatMap(({ findings }) => findings),
    diagnostics: linted.flatMap(({ diagnostics }) => diagnostics),
    failed,
    notes: [...new Set(linted.flatMap(({ scripts }) => scripts))].map((script) => `ran the code of ${script}`),
    inputs: inputs.sorted(),
  };
}

/** In the order of `spectral lint`: what is piped in comes last. */
function bySource(a: LintTarget, b: LintTarget): number {
  if (a.source !== undefined || b.source !== undefined) return Number(a.source !== undefined) - Number(b.source !== undefined);
  return `${a.root}/${a.path}`.localeCompare(`${b.root}/${b.path}`);
}

interface Linted extends Judgement {
  readonly verdict: Verdict;
}

/** Waivers are asked anew in every run: they end. */
function weigh(target: LintTarget, judgement: Judgement, request: LintTargetsRequest, waivers: WaiversInForce | undefined): Linted {
  const findings = waivers?.apply(judgement.findings) ?? withFingerprints(judgement.findings, target.tree.label);
  if (request.ruleset === undefined && !request.isForSpectral)
    return { ...judgement, findings, verdict: verdictOnFindings(findings, request.failSeverity) };
  const isFailing = judgement.gravities.some((gravity) => isGraveEnough(gravity, request.failSeverity));
  return { ...judgement, findings, verdict: isFailing ? 'fail' : 'pass' };
}
