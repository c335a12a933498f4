import type { FileTree } from '../../registry/contract/index.ts';
import { CONFIG_FILE, type GitTree } from '../../registry/workspace/index.ts';
import { type ContractJudge, judgeContract, type JudgedContract } from '../judge-contract.ts';

/** The files of a commit, and a judge of the contracts in them. */
interface Court {
  /** To open the workspace by: its places name no commit, so that they are the same in every commit. */
  readonly tree: FileTree;
  readonly judge: ContractJudge;
}

/** A judgement, and all that was looked at for it. */
interface Judgement {
  readonly judged: JudgedContract;
  readonly looked: Looked;
}

/** Objects of git by path, and names of files by folder. */
interface Looked {
  readonly files: Map<string, string | undefined>;
  readonly folders: Map<string, string>;
}

/**
 * Judges contracts of several commits, each once: again only when a file has changed that was looked at, which git's object ids tell, or a
 * file was added to or taken from a folder that was. The rulesets must be the same in all.
 *
 * @param judge what judges, one contract at a time; reads through the workspace's tree alone
 */
export function judgingOnce(judge: ContractJudge = judgeContract): (tree: GitTree) => Court {
  const known = new Map<string, Judgement[]>();
  return (tree) => {
    let looked: Looked | undefined;
    return {
      tree: {
        label: '',
        read(path) {
          looked?.files.set(path, tree.objectOf(path));
          return tree.read(path);
        },
        async list(folder) {
          const paths = await tree.list(folder);
          looked?.folders.set(folder, paths.join('\n'));
          return paths;
        },
      },
      async judge(workspace, contract) {
        const earlier = known.get(contract.id) ?? [];
        known.set(contract.id, earlier);
        for (const { judged, looked: then } of earlier) if (await isSame(then, tree)) return judged;
        const own = [CONFIG_FILE, contract.metadataFile, contract.document].map((path) => [path, tree.objectOf(path)] as const);
        looked = { files: new Map(own), folders: new Map() };
        try {
          const judged = await judge(workspace, contract);
          earlier.push({ judged, looked });
          return judged;
        } finally {
          looked = undefined;
        }
      },
    };
  };
}

async function isSame({ files, folders }: Looked, tree: GitTree): Promise<boolean> {
  for (const [path, object] of files) if (tree.objectOf(path) !== object) return false;
  for (const [folder, names] of folders) if ((await tree.list(folder)).join('\n') !== names) return false;
  return true;
}
