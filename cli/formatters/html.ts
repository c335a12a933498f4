import { formatPlace } from '../../errors.ts';
import { escapeXml } from './escape-xml.ts';
import { explainWitness } from './explain-witness.ts';
import type { Formatter, ReportFinding } from './formatter.ts';
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

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
  caption { text-align: left; font-weight: 600; padding: .5rem 0; }
  th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #d0d7de; overflow-wrap: anywhere; }
  code, pre { font: 14px/1.4 ui-monospace, monospace; }
  pre { background: #f6f8fa; padding: .6rem; overflow-x: auto; }
  .error, .fail { color: #a40e26; font-weight: 600; }
  .warning { color: #7a4d00; font-weight: 600; }
  .pass { color: #1a5c2a; font-weight: 600; }
  .waived { color: #4b3a8f; font-weight: 600; }`;

/** For people who open a file: one page that needs nothing else, witnesses folded. */
export const formatHtml: Formatter = (found, context) => {
  const findings = withFailures(found, context);
  const { contracts = [], comparisons = [] } = context;
  const explained = whereExplained(found);
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
    table('Findings', ['Severity', 'Rule', 'Where', 'Message'], findings.map(findingCells)),
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
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Interlock: ${escapeXml(context.verdict)}</title>`,
    `<style>${STYLE}\n</style>`,
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

function findingCells(finding: ReportFinding): readonly string[] {
  const { ruleId, place, message, change, related = [] } = finding;
  const waived = describeWaiver(finding);
  const was = change?.basePlace ? `<br>was ${code(formatPlace(change.basePlace))}` : '';
  const items = related.map((each) => `<li>${code(formatPlace(each.place))} ${escapeXml(each.message)}</li>`);
  const others = items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
  const witness = change?.witness
    ? `<details><summary>Witness</summary><pre>${escapeXml(explainWitness(change.witness).join('\n'))}</pre></details>`
    : '';
  const terms = waived === undefined ? '' : `<br><small>${escapeXml(waived)}</small>`;
  return [mark(weight(finding)), code(ruleId), `${code(formatPlace(place))}${was}`, `${escapeXml(message)}${terms}${others}${witness}`];
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
