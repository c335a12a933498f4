import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagePath } from '../package-root.ts';
import { InterlockError } from '../errors.ts';
import { didYouMean } from '../registry/workspace/index.ts';

/** The page of a rule, `docs/rules/<rule id>.md`: why, source, examples, how to fix. */
export interface RulePage {
  readonly ruleId: string;
  /** First heading after the rule's id: what the rule asks, in one line. */
  readonly title: string;
  /** The whole page, Markdown. */
  readonly text: string;
  /** Documents that the rule finds fault with, and documents that it doesn't. */
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
}

/** A document on a rule's page. */
export interface RuleExample {
  /** YAML, a whole OpenAPI or AsyncAPI document. */
  readonly document: string;
  /** Texts that the messages about a bad example contain, in order; from lines `# finding: …`. */
  readonly findings: readonly string[];
}

const FOLDER = ['docs', 'rules'] as const;

/** Ids of all rules that have a page, sorted. */
export async function listRulePages(): Promise<readonly string[]> {
  const files = await readdir(packagePath(...FOLDER));
  return files
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}

/** Reads the page of a rule. Throws USAGE, with ids spelt almost so, when there is none. */
export async function readRulePage(ruleId: string): Promise<RulePage> {
  const ids = await listRulePages();
  if (!ids.includes(ruleId)) throw new InterlockError('USAGE', `there is no page for a rule '${ruleId}'${didYouMean(ruleId, ids)}`);
  const text = await readFile(join(packagePath(...FOLDER), `${ruleId}.md`), 'utf8');
  return {
    ruleId,
    title: /^# .*?: (.*)$/m.exec(text)?.[1] ?? ruleId,
    text,
    bad: examplesUnder(text, 'Bad'),
    good: examplesUnder(text, 'Good'),
  };
}

function examplesUnder(text: string, heading: string): readonly RuleExample[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, document = '']) => ({
    document,
    findings: [...document.matchAll(/# finding: (.*)$/gm)].map(([, message = '']) => message.trim()),
  }));
}
