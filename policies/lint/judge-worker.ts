import { parentPort, workerData } from 'node:worker_threads';
import { InterlockError } from '../../errors.ts';
import { folderTree, type ReadLog } from '../../registry/contract/index.ts';
import { openWorkspace, type Workspace, workspaceOf } from '../../registry/workspace/index.ts';
import type { LoadedRuleset } from '../engine/loaded-ruleset.ts';
import type { LintTarget } from './find-targets.ts';
import { type JudgeTerms, judgeTarget } from './judge-target.ts';
import { loadRulesets } from './load-rulesets.ts';
import type { WorkerAnswer, WorkerOrder, WorkerTask } from './worker-messages.ts';

// A thread of `judgeInWorkers`: judges one document after another.
const { folder, label: printed, ref, ruleset, cwd, isAsSpectral, isForSpectral } = workerData as WorkerTask;
const workspace = folder === undefined ? undefined : await open(folder);
let loading: Promise<readonly LoadedRuleset[]> | undefined;
const terms: JudgeTerms = { workspace, rulesets: () => (loading ??= loadRulesets(ruleset, workspace, cwd)), isAsSpectral, isForSpectral };

parentPort!.on('message', (order: WorkerOrder) => void judge(order).then((answer) => parentPort!.postMessage(answer)));

function open(root: string): Promise<Workspace> {
  return ref === undefined ? workspaceOf(folderTree(root, printed), root) : openWorkspace(root, { ref });
}

async function judge(order: WorkerOrder): Promise<WorkerAnswer> {
  try {
    const { value, reads, elsewhere } = await judgeTarget(targetOf(order), terms);
    return { value, reads: plain(reads), elsewhere: plain(elsewhere) };
  } catch (error) {
    if (error instanceof InterlockError) return { code: error.code, detail: error.detail, place: error.place };
    throw error;
  }
}

function targetOf({ contractId, root, label, path, allowedHosts, limits }: WorkerOrder): LintTarget {
  const contract = contractId === undefined ? undefined : workspace!.contract(contractId);
  const tree = workspace?.folder === root ? workspace.tree : folderTree(root, label);
  return {
    name: path,
    ...(contract && { contract }),
    tree,
    root,
    path,
    access: { ...(allowedHosts && { allowedHosts }), ...(limits && { limits }) },
  };
}

function plain({ files, folders, hasFetched }: ReadLog): Pick<ReadLog, 'files' | 'folders' | 'hasFetched'> {
  return { files, folders, hasFetched };
}
