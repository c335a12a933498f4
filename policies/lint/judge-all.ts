import { InterlockError } from '../../errors.ts';
import type { FindingsCache, Question } from '../cache/findings-cache.ts';
import type { LintTarget } from './find-targets.ts';
import type { JudgedTarget, Judgement, JudgeTerms } from './judge-target.ts';
import type { WorkerTerms } from './judge-in-workers.ts';

/** How documents are judged, and with what help. */
export interface JudgeAllTerms extends JudgeTerms, WorkerTerms {
  readonly cache: FindingsCache | undefined;
  /** How many threads may judge at once; 1 stays on this one. */
  readonly threads: number;
}

/** So many documents that threads are worth starting: each must load Spectral first. */
const WORTH_THREADS = 8;

/**
 * Judges documents: gives for each, in their order, what judging gave or why it can't be looked at. What judges is loaded when a document
 * is not in the cache.
 */
export async function judgeAll(targets: readonly LintTarget[], terms: JudgeAllTerms): Promise<readonly (JudgedTarget | InterlockError)[]> {
  const questions = targets.map((target) => questionOf(target, terms));
  const answers: (JudgedTarget | InterlockError | undefined)[] = [];
  for (const question of questions) answers.push(await terms.cache?.find<Judgement>(question));
  const open = targets.flatMap((target, index) => (answers[index] ? [] : [{ target, index }]));
  const inThreads = open.filter(({ target }) => terms.threads > 1 && open.length >= WORTH_THREADS && target.source === undefined);
  const judged = inThreads.length > 0 ? await judgeTogether(inThreads, terms) : [];
  for (const [at, { index }] of inThreads.entries()) answers[index] = judged[at];
  for (const { target, index } of open) {
    const answer = (answers[index] ??= await judgeHere(target, terms));
    if (!(answer instanceof InterlockError) && isWhole(answer)) await terms.cache?.keep(questions[index]!, answer);
  }
  await terms.cache?.tidy();
  return answers as readonly (JudgedTarget | InterlockError)[];
}

/** A rule that failed, or took too long, may do better in another run. */
function isWhole({ value }: JudgedTarget): boolean {
  return value.findings.every(({ ruleId }) => ruleId !== 'rule-not-checked');
}

async function judgeTogether(open: readonly { readonly target: LintTarget }[], terms: JudgeAllTerms): ReturnType<typeof judgeAll> {
  const { judgeInWorkers } = await import('./judge-in-workers.ts');
  return judgeInWorkers(
    open.map(({ target }) => target),
    terms,
    terms.threads,
  );
}

async function judgeHere(target: LintTarget, terms: JudgeTerms): Promise<JudgedTarget | InterlockError> {
  const { judgeTarget } = await import('./judge-target.ts');
  return judgeTarget(target, terms).catch(asFailure);
}

function asFailure(error: unknown): InterlockError {
  if (error instanceof InterlockError) return error;
  throw error;
}

/** All that judging a document depends on besides files. */
function questionOf({ contract, tree, root, path, source, access }: LintTarget, terms: JudgeAllTerms): Question {
  const { isAsSpectral, isForSpectral, ruleset, cwd, workspace } = terms;
  const asked = {
    isAsSpectral,
    isForSpectral,
    rulesets: ruleset === undefined ? workspace && [workspace.folder, workspace.config.rulesets] : [cwd, ruleset],
    root,
    label: tree.label,
    source,
    contract: contract && [contract.id, contract.metadata.criticality],
    allowedHosts: access.allowedHosts,
    limits: access.limits,
    inDocumentIgnores: workspace?.config.inDocumentIgnores,
  };
  return { asked, path, tree };
}
