import { describe, expect, it } from 'vitest';
import { formatHtml } from './html.ts';
import { changeFinding, lintFinding, waivedFinding } from './report-under-test.ts';

const page = (...findings: Parameters<typeof formatHtml>[0]) => formatHtml(findings, { verdict: 'fail' });

describe('the page of a report', () => {
  it.each([
    ['a rule of ours', waivedFinding, 'money-not-number', 'amounts of money are decimal strings'],
    ['a kind of change', changeFinding, 'enum-value-added', 'a listed value is new'],
  ])('links %s to what explains it, once and in the page itself', (_, finding, ruleId, title) => {
    const html = page(finding, finding);
    expect(html.split(`<a href="#rule-${ruleId}">`)).toHaveLength(3);
    expect(html.split(`id="rule-${ruleId}"`)).toHaveLength(2);
    expect(html).toContain(`<summary><code>${ruleId}</code> ${title}</summary>`);
    expect(html).not.toMatch(/<pre id[^>]*>[#|\s]*(?:# |\| +\| +\|)/);
  });

  it('links no rule that is not ours', () => {
    expect(page(lintFinding)).not.toContain('<a ');
  });

  it('needs nothing else: no script, no file, no address', () => {
    expect(page(waivedFinding, changeFinding, lintFinding)).not.toMatch(/<script|<link|<img|url\(|@import|(?:src|href)="(?!#)/);
  });
});
