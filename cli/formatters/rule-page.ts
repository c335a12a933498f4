import { existsSync, readFileSync } from 'node:fs';
import { packagePath } from '../../package-root.ts';
import type { ReportFinding } from './formatter.ts';

/** The page of a rule, for readers who see neither this package nor its links. */
export interface RulePage {
  /** What follows the rule's id in its heading. */
  readonly title: string;
  /** Markdown, without links to other files. */
  readonly markdown: string;
}

/** What a page is looked for by: a finding, or the id of a rule; `change` where it is a kind of change. */
interface Explained extends Pick<ReportFinding, 'ruleId'> {
  readonly change?: { readonly page: string };
}

/** The page that explains a finding's rule: a kind of change, or a rule of ours. Undefined for a rule that comes from elsewhere. */
export function rulePage({ ruleId, change }: Explained): RulePage | undefined {
  const path = packagePath(change?.page ?? `docs/rules/${ruleId}.md`);
  if (!/^[a-z0-9-]+$/.test(ruleId) || !existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  return {
    title: /^# [a-z0-9-]+: (.*)$/m.exec(text)?.[1] ?? ruleId,
    markdown: text.replaceAll(/\[([^\]\n]*)\]\((?!https?:)[^)\n]*\)/g, '$1'),
  };
}
