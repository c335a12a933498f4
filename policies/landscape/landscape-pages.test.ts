import { describe, expect, it } from 'vitest';
import type { Finding } from '../../registry/contract/index.ts';
import { listRulePages, readRulePage } from '../rule-pages.ts';
import { checkLandscape } from './check-landscape.ts';
import { LANDSCAPE_RULES } from './landscape-rules.ts';
import { exampleLandscape, workspaceWith } from './testing/example-landscape.ts';

const pages = await Promise.all(LANDSCAPE_RULES.map(async (rule) => ({ rule, ruleId: rule.id, page: await readRulePage(rule.id) })));

/** Tables of Markdown are padded by the formatter. */
const unpadded = (text: string) => text.replaceAll(/ +/g, ' ');

/** The day of the examples. */
const AS_OF = '2026-06-01';

async function findingsOf(ruleId: string, document: string) {
  const { files, firstLines } = exampleLandscape(document);
  const workspace = await workspaceWith(files);
  for (const contract of workspace.contracts) await contract.compile();
  expect((await workspace.consumers()).failures).toEqual([]);
  const findings = (await checkLandscape(workspace, AS_OF)).filter((finding) => finding.ruleId === ruleId);
  const lineOf = ({ place }: Pick<Finding, 'place'>) => firstLines[place.file]! + place.line! - 1;
  return findings.map((finding) => ({ line: lineOf(finding), message: finding.message, related: finding.related!.map(lineOf) }));
}

describe.each(pages)('the page of $ruleId', ({ rule, ruleId, page: { text, bad, good } }) => {
  it('says why, where from and how to fix', () => {
    for (const heading of ['## Why', '## What it finds', '## How to fix', '## Bad', '## Good', '| Source |', '| Owner |'])
      expect(unpadded(text)).toContain(heading);
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
  });

  it('names the team that owns it as other pages do', () => {
    expect(unpadded(text)).toMatch(/^\| Owner \| (?:integration-architecture|privacy) \|$/m);
  });

  it('states the severities that the rule has', () => {
    expect(unpadded(text)).toContain(`| Severity at criticality 0 / 1 / 2 / 3 | ${rule.severities.join(' / ')} |`);
  });

  it.each(bad)('finds what is marked in bad example $#, with the evidence on the other side', async ({ files, path, findings }) => {
    const document = files[path]!;
    const lines = document.split('\n').map((line, index) => ({ line, number: index + 1 }));
    const marked = findings.map(({ line }) => line);
    const evidence = lines.filter(({ line }) => line.includes('# evidence')).map(({ number }) => number);
    const found = (await findingsOf(ruleId, document)).toSorted((one, next) => one.line - next.line);
    expect(found.map(({ line }) => line)).toEqual(marked);
    for (const [index, { message }] of findings.entries()) expect(found[index]?.message).toContain(message);
    expect(findings.length).toBeGreaterThan(0);
    expect(found.flatMap(({ related }) => related)).toEqual(expect.arrayContaining(evidence));
  });

  it.each(good)('finds nothing in good example $#', async ({ files, path }) => {
    expect(await findingsOf(ruleId, files[path]!)).toEqual([]);
  });
});

it('each rule over the landscape has a page, and each page of one a rule', async () => {
  const ids = (await listRulePages()).filter((id) => id.startsWith('land-'));
  expect(LANDSCAPE_RULES.map(({ id }) => id)).toEqual(ids);
});
