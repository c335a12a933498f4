import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InterlockError } from '../../errors.ts';
import { folderTree, readContract } from '../../registry/contract/index.ts';
import { repositoryFolder, textDiff } from '../../registry/workspace/index.ts';
import { type DiffReport, diffSides } from './diff-documents.ts';
import { overlayTree } from './overlay-tree.ts';
import { refuseDifferentKinds, type SideContext } from './side.ts';

/** What git tells an external diff program (gitdiffcore, GIT_EXTERNAL_DIFF): files that hold the two versions of a path. */
export interface GitFiles {
  /** Relative to the root of the repository, before and, for a renamed file, after. */
  readonly path: string;
  readonly newPath: string;
  /** Paths of files with the contents; `/dev/null` where there is none. */
  readonly oldFile: string;
  readonly newFile: string;
}

/** What stands for the diff of one path: changes of a contract, or git's own diff of the text, with the reason when it is a contract. */
export type GitDiff = { readonly report: DiffReport } | { readonly text: string; readonly failure?: InterlockError };

/** Faults that say that a file is no contract at all. */
const NO_CONTRACT: ReadonlySet<string> = new Set(['SPECIFICATION_UNKNOWN']);

/**
 * Compares the two versions of a path that git hands to an external diff program. Git says nothing about the other files of the commits,
 * so what a contract refers to is read from the working tree, on both sides.
 */
export async function diffForGit({ path, newPath, oldFile, newFile }: GitFiles, context: SideContext): Promise<GitDiff> {
  const text = (): Promise<string> => textDiff(context.cwd, oldFile, newFile);
  if (oldFile === '/dev/null' || newFile === '/dev/null' || !/\.(?:ya?ml|json)$/i.test(newPath)) return { text: await text() };
  try {
    const root = await repositoryFolder(context.cwd);
    const { workspace } = context;
    const owner = workspace?.contracts.find(({ document }) => resolve(workspace.folder, document) === resolve(root, newPath));
    const options = workspace && { allowedHosts: workspace.config.allowedHosts, limits: workspace.config.limits };
    const readSide = async (file: string, at: string, label: string) => {
      const tree = overlayTree(folderTree(root), at, await readFile(resolve(context.cwd, file)), label);
      return {
        document: label + at,
        contract: await readContract(tree, at, options),
        ...(owner && { owner }),
        ...(workspace && { workspace }),
      };
    };
    const [base, head] = [await readSide(oldFile, path, 'a/'), await readSide(newFile, newPath, 'b/')];
    refuseDifferentKinds(base, head);
    return { report: await diffSides({ base, head }) };
  } catch (failure) {
    if (!(failure instanceof InterlockError)) throw failure;
    return { text: await text(), ...(!NO_CONTRACT.has(failure.code) && { failure }) };
  }
}
