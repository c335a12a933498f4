import { InterlockError } from '../errors.ts';
import type { Workspace } from '../registry/workspace/index.ts';
import { findCurrentWorkspace } from './current-workspace.ts';
import { FORMATTERS } from './formatters/index.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Whether the arguments are those that git calls an external diff program with: path, old file, hash and mode, new file, hash and mode,
 * and for a renamed file its new path and what was done; a path alone when it is unmerged.
 */
export function isCalledByGit(args: readonly string[]): boolean {
  if (args.length === 7 || args.length === 9) return true;
  return args.length === 1 && process.env['GIT_DIFF_PATH_COUNTER'] !== undefined;
}

/**
 * Prints the diff of one path for git. Never fails: git would stop at the first path whose diff does. What cannot be compared is said, on
 * both outputs, above git's own diff of the text.
 */
export async function printGitDiff(args: readonly string[]): Promise<void> {
  const [path = '', oldFile, , , newFile, , , newPath = path] = args;
  if (oldFile === undefined || newFile === undefined) return void process.stdout.write(`* Unmerged path ${path}\n`);
  const { diffForGit } = await import('../gate/index.ts');
  const context = { cwd: process.cwd(), workspace: await readableWorkspace() };
  const diff = await diffForGit({ path, newPath, oldFile, newFile }, context);
  process.stdout.write(`interlock diff a/${path} b/${newPath}\n`);
  if ('report' in diff) {
    const { findings, summary } = diff.report;
    return void process.stdout.write(
      `${FORMATTERS.text(findings, { verdict: summary.verdict, comparisons: [summary], isExplained: true })}\n`,
    );
  }
  if (diff.failure) {
    process.stdout.write(`not checked: ${diff.failure.code}\n`);
    reportFailure(diff.failure);
  }
  process.stdout.write(diff.text);
}

/** The workspace, or none when it cannot be read, which is said: git's diff goes on with what it would be without one. */
async function readableWorkspace(): Promise<Workspace | undefined> {
  try {
    return await findCurrentWorkspace();
  } catch (failure) {
    if (!(failure instanceof InterlockError)) throw failure;
    reportFailure(failure);
    return undefined;
  }
}
