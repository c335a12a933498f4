import { describe, expect, it } from 'vitest';
import { memoryTree } from '../registry/workspace/index.ts';
import { builtInRuleset, lintDocument, listRulePages, readRulePage } from './index.ts';

const pages = await Promise.all((await listRulePages()).map(readRulePage));

/** Tables of Markdown are padded by the formatter. */
const unpadded = (text: string) => text.replaceAll(/ +/g, ' ');

/** Findings of one rule in a document, as line and message. */
async function findingsOf(ruleId: string, document: string): Promise<readonly { line: number; message: string }[]> {
  const findings = await lintDocument({ tree: memoryTree({ 'example.yaml': document }), path: 'example.yaml', criticality: 0 });
  return findings.flatMap(({ ruleId: id, place, message }) => (id === ruleId ? [{ line: place.line ?? 0, message }] : []));
}

describe.each(pages)('the page of $ruleId', ({ ruleId, text, bad, good }) => {
  it('says why, where from and how to fix', async () => {
    for (const heading of ['## Why', '## How to fix', '## Bad', '## Good', '| Source |', '| Owner |'])
      expect(unpadded(text)).toContain(heading);
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
  });

  it('states the severities that the ruleset has', async () => {
    const { ruleset } = await builtInRuleset();
    const table = (ruleset.rules[ruleId]?.definition as { readonly 'x-criticality'?: readonly string[] } | undefined)?.['x-criticality'];
    expect(unpadded(text)).toContain(`| Severity at criticality 0 / 1 / 2 / 3 | ${table?.join(' / ').replaceAll('warn', 'warning')} |`);
  });

  it.each(bad)('finds what is marked in bad example $#', async ({ document, findings }) => {
    const marked = document.split('\n').flatMap((line, index) => (line.includes('# finding: ') ? [index + 1] : []));
    const found = await findingsOf(ruleId, document);
    expect(found.map(({ line }) => line)).toEqual(marked);
    for (const [index, expected] of findings.entries()) expect(found[index]?.message).toContain(expected);
    expect(findings.length).toBeGreaterThan(0);
  });

  it.each(good)('finds nothing in good example $#', async ({ document }) => {
    expect(await findingsOf(ruleId, document)).toEqual([]);
  });
});

it('each of our rules has a page, and each page a rule', async () => {
  const { ruleset } = await builtInRuleset();
  const own = Object.values(ruleset.rules).filter(({ definition }) => 'x-criticality' in definition);
  expect(own.map(({ name }) => name).sort()).toEqual(await listRulePages());
});

it('a page that does not exist is named with its neighbours', async () => {
  await expect(readRulePage('idem-kye')).rejects.toMatchObject({ code: 'USAGE', detail: expect.stringContaining("'idem-key'") });
});
