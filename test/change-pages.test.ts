import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../package-root.ts';
import { CHANGE_RULES, type Change, type ChangeRule } from '../registry/compatibility/index.ts';
import { type ChangePage, listChangePages, readChangePage } from '../scripts/change-pages/change-page.ts';
import { renderChangePage } from '../scripts/change-pages/render-change-page.ts';
import { renderChangesIndex } from '../scripts/change-pages/render-changes-index.ts';

const RULES = Object.entries<ChangeRule>(CHANGE_RULES);
const INPUTS: readonly Change['direction'][] = ['request', 'publish', 'callback-response'];
const pages = new Map<string, ChangePage>();

it('each change rule has a page in docs/changes, and each page a rule', () => {
  expect(listChangePages()).toEqual(RULES.map(([ruleId]) => ruleId).toSorted());
});

describe.each(RULES)('the page of %s', (ruleId, rule) => {
  it('is as its rule and its examples make it (npm run docs)', async () => {
    const page = await readChangePage(ruleId);
    pages.set(ruleId, page);
    expect(page.text).toBe(renderChangePage(page));
    expect(page.examples.length).toBeGreaterThan(0);
    for (const fence of ['yaml base', 'yaml head', 'text'])
      expect(page.text.split(`\`\`\`${fence}\n`)).toHaveLength(page.examples.length + 1);
  });

  it('has examples that show this rule, and no other that is as grave', () => {
    for (const { outcomes } of examplesOf(ruleId)) {
      expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
      for (const { changes } of outcomes) {
        const gravest = changes.filter(({ verdict }) => verdict === changes[0]?.verdict);
        expect(new Set(gravest.map((change) => change.ruleId)).size).toBeLessThanOrEqual(1);
      }
      expect(outcomes.flatMap(({ changes }) => changes.map((change) => change.ruleId))).toContain(ruleId);
    }
  });

  it('has a witness for each break that stands on the wire', () => {
    const broken = changesOf(ruleId).filter(({ profile, change }) => profile !== 'codegen' && change.verdict === 'breaking');
    for (const { change } of broken) expect(change.witness, change.message).toBeDefined();
  });

  it('shows that it breaks or warns where its rule says, and nowhere else', () => {
    const grave = changesOf(ruleId).filter(({ change }) => change.verdict !== 'compatible');
    const flows = new Set(grave.map(({ change }) => (INPUTS.includes(change.direction) ? 'input' : 'output')));
    if (rule.area === 'codegen') expect(new Set(grave.map(({ profile }) => profile))).toEqual(new Set(['codegen']));
    else expect(flows.size === 2 ? 'both' : ([...flows][0] ?? 'none')).toBe(rule.direction);
  });

  it('says why, and how to make the change safely unless it is safe', () => {
    const { text } = pages.get(ruleId)!;
    const headings = ['## Why', '## Example', ...(rule.direction === 'none' ? [] : ['## Make the change safely'])];
    for (const heading of headings) expect(text).toContain(`\n${heading}\n\n`);
    for (const [, linked] of text.matchAll(/\]\(([a-z-]+)\.md\)/g)) expect(Object.keys(CHANGE_RULES)).toContain(linked);
  });
});

it('docs/changes/README.md lists them (npm run docs)', () => {
  const listed = RULES.map(([ruleId]) => pages.get(ruleId)!);
  expect(readFileSync(packagePath('docs', 'changes', 'README.md'), 'utf8')).toBe(renderChangesIndex(listed));
});

function examplesOf(ruleId: string): ChangePage['examples'] {
  return pages.get(ruleId)!.examples;
}

/** Changes of the rule in all of its examples, with the profile that they were found in. */
function changesOf(ruleId: string): readonly { readonly profile: string; readonly change: Change }[] {
  const outcomes = examplesOf(ruleId).flatMap((example) => example.outcomes);
  return outcomes.flatMap(({ profile, changes }) =>
    changes.filter((change) => change.ruleId === ruleId).map((change) => ({ profile, change })),
  );
}
