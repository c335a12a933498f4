import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterlockError } from '../errors.ts';
import { packagePath } from '../package-root.ts';
import { didYouMean } from '../registry/workspace/index.ts';
import { type RuleExample, examplesUnder } from './rule-examples.ts';

/** The page of a rule, `docs/rules/<rule id>.md`: why, source, examples, how to fix. */
export interface RulePage {
  readonly ruleId: string;
  /** First heading after the rule's id: what the rule asks, in one line. */
  readonly title: string;
  /** The whole page, Markdown. */
  readonly text: string;
  /** What the rule finds fault with, and what it doesn't. */
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
}

const FOLDER = ['docs', 'rules'] as const;
const PAGE = /^([a-z0-9-]+)\.md$/;

/**
 * Ids of all rules that have a page, sorted.
 *
 * @param workspace folder of a workspace, whose own pages in `docs/rules` count too
 */
export async function listRulePages(workspace?: string): Promise<readonly string[]> {
  const ids = await Promise.all(foldersOf(workspace).map(idsIn));
  return [...new Set(ids.flat())].sort();
}

/** The page of a rule, a workspace's own before ours; undefined when there is none. */
export async function findRulePage(ruleId: string, workspace?: string): Promise<RulePage | undefined> {
  for (const folder of foldersOf(workspace)) {
    if ((await idsIn(folder)).includes(ruleId)) return readPage(ruleId, await readFile(join(folder, `${ruleId}.md`), 'utf8'));
  }
  return undefined;
}

/** Reads the page of a rule. Throws USAGE, with ids spelt almost so, when there is none. */
export async function readRulePage(ruleId: string, workspace?: string): Promise<RulePage> {
  const page = await findRulePage(ruleId, workspace);
  if (page) return page;
  throw new InterlockError('USAGE', `there is no page for a rule '${ruleId}'${didYouMean(ruleId, await listRulePages(workspace))}`);
}

function readPage(ruleId: string, text: string): RulePage {
  return {
    ruleId,
    title: /^# .*?: (.*)$/m.exec(text)?.[1] ?? ruleId,
    text,
    bad: examplesUnder(text, 'Bad'),
    good: examplesUnder(text, 'Good'),
  };
}

function foldersOf(workspace: string | undefined): readonly string[] {
  const ours = packagePath(...FOLDER);
  const theirs = workspace === undefined ? ours : join(workspace, ...FOLDER);
  return theirs === ours ? [ours] : [theirs, ours];
}

async function idsIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.flatMap((file) => PAGE.exec(file)?.[1] ?? []);
}
