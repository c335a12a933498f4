import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { LANDSCAPE_RULES, builtInRuleset, listPolicies, listRulePages, readRulePage } from '../policies/index.ts';
import { packagePath } from '../package-root.ts';
import { markdownTable } from './change-pages/markdown-table.ts';

/** What a ruleset file of ours declares. */
interface RulesetFile {
  readonly extends?: readonly string[];
  readonly rules?: Readonly<Record<string, unknown>>;
}

const FOLDER = ['policies', 'rulesets'] as const;

/** docs/rules/README.md: every rule by area, in the order in which the built-in ruleset lists them. */
export async function renderRulesPage(): Promise<string> {
  const policies = new Map((await listPolicies([await builtInRuleset()])).map((policy) => [policy.ruleId, policy]));
  const pages = await listRulePages();
  const lines = [
    '# Rules',
    '',
    'Made from the rulesets and the pages of the rules by `npm run docs`; edit those.',
    '',
    'Each rule has a page: why it is there, where it comes from, how severe it is at which criticality, who answers for it, examples that are',
    'tested, and how to fix what it finds. E is an error, W a warning, H a hint, – off, at criticality 0, 1, 2 and 3.',
    '',
  ];
  for (const file of read('interlock.yaml').extends ?? []) {
    if (!file.startsWith('./')) continue;
    const ids = Object.keys(read(file).rules ?? {}).filter((id) => pages.includes(id));
    lines.push(`## ${titleOf(file)}`, '', firstLineOf(file), '');
    const rows = ids.map(async (id) => [
      `[${id}](${id}.md)`,
      (await readRulePage(id)).title,
      (policies.get(id)?.severities ?? []).map((name) => LETTERS[name]).join(''),
      policies.get(id)?.owner ?? '',
    ]);
    lines.push(markdownTable(['Rule', 'Asks', '0123', 'Owner'], await Promise.all(rows)), '');
  }
  lines.push(
    '## Landscape',
    '',
    'Over all contracts of a workspace at once; how severe is decided by the contract that each page names.',
    '',
  );
  const rows = LANDSCAPE_RULES.map(async ({ id, severities }) => [
    `[${id}](${id}.md)`,
    (await readRulePage(id)).title,
    severities.map((name) => LETTERS[name]).join(''),
  ]);
  lines.push(markdownTable(['Rule', 'Finds', '0123'], await Promise.all(rows)), '');
  return lines.join('\n');
}

const LETTERS = { error: 'E', warn: 'W', warning: 'W', info: 'H', hint: 'H', off: '–' } as const;

function read(file: string): RulesetFile {
  return load(textOf(file)) as RulesetFile;
}

function textOf(file: string): string {
  return readFileSync(packagePath(...FOLDER, file), 'utf8');
}

function titleOf(file: string): string {
  const name = file.replace(/^\.\/|\.yaml$/g, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The comment that a ruleset file begins with says what its area is about. */
function firstLineOf(file: string): string {
  return (textOf(file).split('\n')[0] ?? '').replace(/^# /, '');
}
