import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InterlockError } from '../../errors.ts';
import { packagePath } from '../../package-root.ts';
import { ReadLog } from '../../registry/contract/index.ts';
import type { LintTarget } from './find-targets.ts';
import type { JudgedTarget, JudgeTerms } from './judge-target.ts';
import type { WorkerAnswer, WorkerOrder, WorkerTask } from './worker-messages.ts';

/** How documents are judged, as a thread can be told. */
export interface WorkerTerms extends Omit<JudgeTerms, 'rulesets'> {
  /** Path of the ruleset that was named, relative to the working directory. */
  readonly ruleset: string | undefined;
  /** Absolute path of the working directory. */
  readonly cwd: string;
}

/** The build bundles it, since each thread loads it anew. */
const PROGRAM = import.meta.url.endsWith('.ts')
  ? join(import.meta.dirname, 'judge-worker.ts')
  : packagePath('dist', 'cli', 'judge-worker.js');

/**
 * Judges documents on threads, each of which takes the next when it has done one: gives for each, in their order, what judging gave or
 * why it can't be looked at.
 */
export async function judgeInWorkers(
  targets: readonly LintTarget[],
  { workspace, ruleset, cwd, isAsSpectral, isForSpectral }: WorkerTerms,
  threads: number,
): Promise<readonly (JudgedTarget | InterlockError)[]> {
  const task: WorkerTask = {
    folder: workspace?.folder,
    label: workspace?.tree.label,
    ref: workspace?.ref,
    ruleset,
    cwd,
    isAsSpectral,
    isForSpectral,
  };
  const answers: (JudgedTarget | InterlockError)[] = [];
  let next = 0;
  const workers = Array.from({ length: Math.min(threads, targets.length) }, () => new Worker(PROGRAM, { workerData: task }));
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let index = -1;
      const proceed = (): void => {
        index = next++;
        const target = targets[index];
        if (target) worker.postMessage(orderOf(target));
        else resolve();
      };
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('a thread that judges documents ended before its work was done')));
      worker.on('message', (answer: WorkerAnswer) => {
        if ('value' in answer) answers[index] = { value: answer.value, reads: logOf(answer.reads), elsewhere: logOf(answer.elsewhere) };
        else answers[index] = new InterlockError(answer.code, answer.detail, { place: answer.place });
        proceed();
      });
      proceed();
    });
  try {
    await Promise.all(workers.map(work));
    return answers;
  } finally {
    await Promise.all(workers.map((worker) => worker.removeAllListeners().terminate()));
  }
}

function orderOf({ contract, tree, root, path, access: { allowedHosts, limits } }: LintTarget): WorkerOrder {
  return { contractId: contract?.id, root, label: tree.label, path, ...(allowedHosts && { allowedHosts }), ...(limits && { limits }) };
}

/** A log that came from a thread is no longer one of its class. */
function logOf(plain: Pick<ReadLog, 'files' | 'folders' | 'hasFetched'>): ReadLog {
  return Object.assign(new ReadLog(), { hasFetched: plain.hasFetched, files: plain.files, folders: plain.folders });
}
