import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { packagePath } from '../../package-root.ts';
import { type ChangeExample, type ChangeOutcome, runExample } from './change-example.ts';

/** The page of a change rule, `docs/changes/<rule id>.md`, with what its examples yield. */
export interface ChangePage {
  readonly ruleId: string;
  /** As it stands in the file. */
  readonly text: string;
  readonly examples: readonly ExamplePair[];
}

/** An example of a page, and what comparing it found. */
export interface ExamplePair extends ChangeExample {
  readonly outcomes: readonly ChangeOutcome[];
}

/** Two fences, `yaml base` and `yaml head`, with nothing but text between them. */
export const EXAMPLE = /^```yaml base\n([^]*?)^```\n[^]*?^```yaml head\n([^]*?)^```\n/gm;

/** Ids of the rules that have a page, sorted. */
export function listChangePages(): readonly string[] {
  return readdirSync(packagePath('docs', 'changes'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}

/** Reads the page of a change rule and compares its examples; an empty page when there is none. */
export async function readChangePage(ruleId: string): Promise<ChangePage> {
  const path = packagePath('docs', 'changes', `${ruleId}.md`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const examples: ExamplePair[] = [];
  for (const [, base, head] of text.matchAll(EXAMPLE)) {
    const example = { base: base as string, head: head as string };
    examples.push({ ...example, outcomes: await runExample(example) });
  }
  return { ruleId, text, examples };
}
