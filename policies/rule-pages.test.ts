import { describe, expect, it } from 'vitest';
import { builtInRuleset, findRulePage, listPolicies, readRulePage, testRule } from './index.ts';

const builtIn = await builtInRuleset();
const policies = (await listPolicies([builtIn])).filter(({ severities }) => severities !== undefined);

/** Tables of Markdown are padded by the formatter. */
const unpadded = (text: string) => text.replaceAll(/ +/g, ' ');

describe.each(policies)('the page of $ruleId', ({ ruleId, severities, owner }) => {
  it('says why, where from, how grave, who answers for it and how to fix', async () => {
    const text = unpadded((await readRulePage(ruleId)).text);
    expect(text).toContain(`# ${ruleId}: `);
    for (const heading of ['## Why', '## How to fix', '| Source |', '| Applies to |']) expect(text).toContain(heading);
    expect(text).toContain(`| Severity at criticality 0 / 1 / 2 / 3 | ${severities?.join(' / ').replaceAll('warn', 'warning')} |`);
    expect(text).toContain(`| Owner | ${owner} |`);
  });

  it('has examples on which the rule does what it says', async () => {
    const page = await readRulePage(ruleId);
    expect(page.bad.length).toBeGreaterThan(0);
    expect(page.good.length).toBeGreaterThan(0);
    expect(await testRule(page, builtIn)).toEqual([]);
  });
});

describe('testRule', () => {
  const page = async (bad: string, good: string) => {
    const found = await findRulePage('meta-version-semver');
    const example = (text: string) => ({ files: { 'openapi.yaml': text }, path: 'openapi.yaml', findings: [] });
    return { ...found!, bad: [example(bad)], good: [example(good)] };
  };

  it('says what an example leaves unmarked, and what is found in a good one', async () => {
    const version = (text: string) => `openapi: 3.1.0\ninfo: { title: a, version: ${text} }\npaths: {}\n`;
    const faults = await testRule(await page(version('1.0.0'), version('v1')), builtIn);
    expect(faults.map(({ example, message }) => `${example}: ${message}`)).toEqual([
      "bad example 1: it marks nothing: end the line of each fault with '# finding: ' and its message",
      "good example 1: openapi.yaml:2: found, and not marked: info.version is a semantic version, such as 1.4.0; it is 'v1'",
    ]);
  });
});

it('a page that does not exist is named with its neighbours', async () => {
  await expect(readRulePage('idem-kye')).rejects.toMatchObject({ code: 'USAGE', detail: expect.stringContaining("'idem-key'") });
});
