import type { Finding } from '../registry/contract/index.ts';
import type { Workspace } from '../registry/workspace/index.ts';
import { printable } from './printable.ts';

/** What `lint --fix` was told, and what linting found. */
export interface FixOptions {
  readonly findings: readonly Finding[];
  readonly targets: readonly string[];
  readonly workspace: Workspace | undefined;
  /** Show a diff, write nothing. */
  readonly isDryRun: boolean;
  /** Lints again what was written. */
  readonly lintAgain: () => Promise<readonly Finding[]>;
  /** Takes each line of what was done. */
  readonly say: (line: string) => void;
}

/**
 * Fixes what linting found, or with a dry run shows how, says what was fixed where and what could not be and why, and gives the findings
 * that are left.
 *
 * Throws FILE_UNWRITABLE, GIT_FAILED when the diff cannot be made, and what linting throws.
 */
export async function fixLint({ findings, targets, workspace, isDryRun, lintAgain, say }: FixOptions): Promise<readonly Finding[]> {
  const { diffOfFixes, fixedFiles, fixTargets, writeFixes } = await import('../gate/index.ts');
  const fixed = await fixTargets({ findings, targets, workspace, cwd: process.cwd() });
  const mended = fixed.flatMap((document) => document.mended);
  const refused = fixed.flatMap((document) => document.refused);
  const files = await fixedFiles(fixed);
  if (isDryRun && files.length > 0) say((await diffOfFixes(files)).trimEnd());
  for (const { finding, action } of mended) say(lineOf(isDryRun ? 'would fix' : 'fixed', finding, action));
  for (const { finding, reason } of refused) say(lineOf('not fixed', finding, reason));
  const counted = `${mended.length} of ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  const where = files.length === 1 ? 'one file' : `${files.length} files`;
  say(mended.length === 0 ? `fixed: nothing of ${counted.slice(5)}` : `${isDryRun ? 'would fix' : 'fixed'}: ${counted}, in ${where}`);
  if (!isDryRun) {
    await writeFixes(files);
    return files.length > 0 ? lintAgain() : findings;
  }
  const gone = new Set(mended.map(({ finding: { ruleId, place } }) => JSON.stringify([ruleId, place])));
  return findings.filter(({ ruleId, place }) => !gone.has(JSON.stringify([ruleId, place])));
}

function lineOf(outcome: string, { place: { file, line, column }, ruleId }: Finding, words: string): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return printable(`${outcome}  ${place}  ${ruleId}  ${words}`);
}
