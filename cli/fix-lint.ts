import type { LintReport } from '../policies/index.ts';
import type { Finding } from '../registry/contract/index.ts';
import type { Workspace } from '../registry/workspace/index.ts';
import { printable } from './printable.ts';

/** What `lint --fix` was told, and what linting found. */
export interface FixOptions extends Pick<LintReport, 'findings' | 'targets'> {
  readonly workspace: Workspace | undefined;
  /** Show a diff, write nothing. */
  readonly isDryRun: boolean;
  /** Takes each line of what was done. */
  readonly say: (line: string) => void;
}

/** What became of it. */
export interface FixOutcome {
  /** Were files written? Then linting again tells what is left. */
  readonly isWritten: boolean;
  /** The findings that no fix mends. */
  readonly left: readonly Finding[];
}

/**
 * Fixes what linting found, or with a dry run shows how, and says what was fixed where and what could not be and why.
 *
 * Throws FILE_UNWRITABLE, and GIT_FAILED when the diff cannot be made.
 */
export async function fixLint({ findings, targets, workspace, isDryRun, say }: FixOptions): Promise<FixOutcome> {
  const { diffOfFixes, fixedFiles, fixTargets, writeFixes } = await import('../gate/index.ts');
  const fixed = await fixTargets({ findings, targets, workspace });
  const mended = fixed.flatMap((document) => document.mended);
  const refused = fixed.flatMap((document) => document.refused);
  const files = await fixedFiles(fixed);
  if (isDryRun && files.length > 0) say((await diffOfFixes(files)).trimEnd());
  for (const { finding, action } of mended) say(lineOf(isDryRun ? 'would fix' : 'fixed', finding, action));
  for (const { finding, reason } of refused) say(lineOf('not fixed', finding, reason));
  const counted = `${mended.length} of ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  const where = files.length === 1 ? 'one file' : `${files.length} files`;
  say(mended.length === 0 ? `fixed: nothing of ${counted.slice(5)}` : `${isDryRun ? 'would fix' : 'fixed'}: ${counted}, in ${where}`);
  if (!isDryRun) await writeFixes(files);
  const gone = new Set(mended.map(({ finding: { ruleId, place } }) => JSON.stringify([ruleId, place])));
  const left = findings.filter(({ ruleId, place }) => !gone.has(JSON.stringify([ruleId, place])));
  return { isWritten: !isDryRun && files.length > 0, left };
}

function lineOf(outcome: string, { place: { file, line, column }, ruleId }: Finding, words: string): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return printable(`${outcome}  ${place}  ${ruleId}  ${words}`);
}
