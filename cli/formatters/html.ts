import { formatPlace } from '../../errors.ts';
import { describeInputs } from './describe-inputs.ts';
import { escapeXml } from './escape-xml.ts';
import { explainWitness } from './explain-witness.ts';
import type { Formatter, ReportFinding } from './formatter.ts';
import { PAGE_STYLE } from './page-style.ts';
import { rulePage, type RulePage } from './rule-page.ts';
import {
  describeApproval,
  describeComparison,
  describeContract,
  describeSides,
  describeWaiver,
  headline,
  neededApprovals,
  weight,
  whereExplained,
} from './sums.ts';
import { withFailures } from './with-failures.ts';

/** For people who open a file: one page that needs nothing else, witnesses and the pages of the rules folded. */
export const formatHtml: Formatter = (found, context) => {
  const findings = withFailures(found, context);
  const { contracts = [], comparisons = [] } = context;
  const explained = whereExplained(found);
  const pages = pagesOf(found);
  const rests = describeInputs(context);
  const parts = [
    `<h1>Interlock: <span class="${classOf(context.verdict)}">${escapeXml(context.verdict)}</span></h1>`,
    `<p>${escapeXml(headline(context, found))}</p>`,
    explained === undefined ? '' : `<p>${escapeXml(explained)}</p>`,
    table(
      'Compared versions',
      ['Verdict', 'Contract', 'Versions', 'Changes'],
      comparisons.map((each) => [mark(each.verdict), escapeXml(each.id), code(describeSides(each)), escapeXml(describeComparison(each))]),
    ),
    table(
      'Approvals',
      ['Contract', 'Needs', 'For'],
      neededApprovals(context).map((each) => [escapeXml(each.contractId), ...describeApproval(each).map(escapeXml)]),
    ),
    table(
      'Findings',
      ['Severity', 'Rule', 'Where', 'Message'],
      findings.map((each) => findingCells(each, pages)),
    ),
    table(
      'Contracts',
      ['Verdict', 'Contract', 'Document', 'What was checked'],
      contracts.map((contract) => [
        mark(contract.verdict),
        escapeXml(contract.id),
        code(contract.document),
        escapeXml(describeContract(contract)),
      ]),
    ),
    rules(pages),
    rests === undefined ? '' : `<p><small>${escapeXml(rests)}</small></p>`,
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Interlock: ${escapeXml(context.verdict)}</title>`,
    `<style>${PAGE_STYLE}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...parts.filter((part) => part !== ''),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
};

/** The pages that explain what was found, by rule. */
function pagesOf(findings: readonly ReportFinding[]): ReadonlyMap<string, RulePage> {
  const pages = new Map<string, RulePage>();
  for (const finding of new Map(findings.map((each) => [each.ruleId, each])).values()) {
    const page = rulePage(finding);
    if (page) pages.set(finding.ruleId, page);
  }
  return new Map([...pages].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A browser opens the folded part that a link leads into. */
function rules(pages: ReadonlyMap<string, RulePage>): string {
  if (pages.size === 0) return '';
  const folded = [...pages].map(([ruleId, { title, markdown }]) => {
    const text = markdown.replace(/^# .*\n+(?:\| +\| +\|\n\| -+ \| -+ \|\n)?/, '').trim();
    return `<details><summary>${code(ruleId)} ${escapeXml(title)}</summary><pre id="rule-${ruleId}">${escapeXml(text)}</pre></details>`;
  });
  return ['<h2>Rules</h2>', ...folded].join('\n');
}

function findingCells(finding: ReportFinding, pages: ReadonlyMap<string, RulePage>): readonly string[] {
  const { ruleId, place, message, change, related = [] } = finding;
  const waived = describeWaiver(finding);
  const was = change?.basePlace ? `<br>was ${code(formatPlace(change.basePlace))}` : '';
  const items = related.map((each) => `<li>${code(formatPlace(each.place))} ${escapeXml(each.message)}</li>`);
  const others = items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
  const witness = change?.witness
    ? `<details><summary>Witness</summary><pre>${escapeXml(explainWitness(change.witness).join('\n'))}</pre></details>`
    : '';
  const terms = waived === undefined ? '' : `<br><small>${escapeXml(waived)}</small>`;
  const rule = pages.has(ruleId) ? `<a href="#rule-${ruleId}">${code(ruleId)}</a>` : code(ruleId);
  return [mark(weight(finding)), rule, `${code(formatPlace(place))}${was}`, `${escapeXml(message)}${terms}${others}${witness}`];
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [
    `<table><caption>${caption}</caption>`,
    `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}

function code(text: string): string {
  return `<code>${escapeXml(text)}</code>`;
}

function mark(word: string): string {
  return `<span class="${classOf(word)}">${escapeXml(word)}</span>`;
}

function classOf(word: string): string {
  return word === 'not checked' ? 'fail' : word;
}
