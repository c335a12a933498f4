import type { Change } from '../../registry/compatibility/index.ts';

/** What an entry of a contract's changelog is written from. */
export interface ChangelogEntry {
  readonly version: string;
  /** ISO date of the release. */
  readonly date: string;
  /** The version before; absent for the first. */
  readonly since?: string | undefined;
  readonly changes: readonly Change[];
}

const HEADINGS: readonly (readonly [Change['verdict'], string])[] = [
  ['breaking', 'Breaking'],
  ['unproven', 'Possibly breaking'],
  ['warning', 'To know'],
  ['compatible', 'Also changed'],
];

/** An entry as Markdown: the changes by what they mean for those who hold the version before, each with its rule and operations. */
export function writeEntry({ version, date, since, changes }: ChangelogEntry): string {
  const blocks = HEADINGS.flatMap(([verdict, heading]) => {
    const lines = changes.filter((change) => change.verdict === verdict).map(writeChange);
    return lines.length === 0 ? [] : [`### ${heading}\n\n${lines.join('\n')}\n`];
  });
  const nothing = since === undefined ? 'First released version.\n' : `Nothing on the wire changed since ${since}.\n`;
  return [`## ${version}, ${date}\n`, ...(blocks.length === 0 ? [nothing] : blocks)].join('\n');
}

/** A changelog with a new entry above the others; a new one when there is none yet. */
export function addEntry(changelog: string | undefined, entry: string, title: string): string {
  const text =
    changelog ?? `# Changelog of ${title}\n\nThe newest first. Written by \`interlock release\`; add to it what people should know.\n`;
  const first = /^## /m.exec(text);
  if (!first) return `${text.trimEnd()}\n\n${entry}`;
  return `${text.slice(0, first.index)}${entry}\n${text.slice(first.index)}`;
}

function writeChange({ message, ruleId, operations }: Change): string {
  const where = operations.length === 0 ? '' : `: ${operations.map((key) => `\`${key}\``).join(', ')}`;
  return `- ${message} (${ruleId}${where})`;
}
