import { escapeXml } from './formatters/escape-xml.ts';
import { PAGE_STYLE } from './formatters/page-style.ts';
import { formatTable } from './formatters/table.ts';
import { printable } from './printable.ts';
import { movement, type ScoreReport } from './score-report.ts';

/** Rules named beside a score: those that cost most. */
const RULES_NAMED = 3;

/** Scores as text, JSON, Markdown or a page. The same report gives the same bytes. */
export const SCORE_FORMATS = {
  text: (report: ScoreReport): string =>
    [
      headline(report),
      ...tablesOf(report).flatMap(({ heads, rows }) => ['', ...formatTable([heads.map((head) => head.toUpperCase()), ...rows])]),
      '',
    ].join('\n'),
  json: (report: ScoreReport): string => `${JSON.stringify(report, null, 2)}\n`,
  markdown: (report: ScoreReport): string => [`## ${headline(report)}`, ...tablesOf(report).map(markdownTable)].join('\n\n') + '\n',
  html: (report: ScoreReport): string =>
    [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<title>Interlock: scores</title>',
      `<style>${PAGE_STYLE}\n</style>`,
      '</head>',
      '<body>',
      '<main>',
      `<h1>${escapeXml(headline(report))}</h1>`,
      ...tablesOf(report).map(htmlTable),
      '</main>',
      '</body>',
      '</html>',
      '',
    ].join('\n'),
} as const;

interface Table {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function headline({ total, asOf }: ScoreReport): string {
  const missing = total.notChecked === 0 ? '' : `, ${total.notChecked} of them not checked`;
  return `score ${total.score.toFixed(1)} of 100 on ${asOf}: ${total.contracts} ${total.contracts === 1 ? 'contract' : 'contracts'}${missing}`;
}

function tablesOf(report: ScoreReport): readonly Table[] {
  const { by, groups, total, trend } = report;
  const moved = trend.length === 0 ? [] : ['Moved'];
  const rows = [...groups, ...(groups.length > 1 ? [total] : [])].map((group) => [
    group.name,
    group.score.toFixed(1),
    ...moved.map(() => movement(report, group) ?? 'new'),
    ...(by === 'contract' ? [] : [String(group.contracts)]),
    ...(['error', 'warning', 'hint', 'waived'] as const).map((kind) => String(group.findings[kind])),
    group.notChecked > 0
      ? by === 'contract' && group !== total
        ? 'not checked'
        : `${group.notChecked} not checked`
      : costliest(group.broken),
  ]);
  const heads = [
    by[0]!.toUpperCase() + by.slice(1),
    'Score',
    ...moved,
    ...(by === 'contract' ? [] : ['Contracts']),
    'Errors',
    'Warnings',
    'Hints',
    'Waived',
    'Costs most',
  ];
  const scores = { caption: `Scores by ${by}`, heads, rows };
  const points = trend.map(({ date, commit, tags, total: then, failure }) => [
    date,
    commit,
    tags.join(' '),
    then?.toFixed(1) ?? 'none',
    failure ?? '',
  ]);
  return trend.length === 0 ? [scores] : [scores, { caption: 'Trend', heads: ['Date', 'Commit', 'Tags', 'Score', ''], rows: points }];
}

function costliest(broken: readonly { readonly rule: string }[]): string {
  const named = broken.slice(0, RULES_NAMED).map(({ rule }) => rule);
  return named.join(', ') + (broken.length > RULES_NAMED ? ', …' : '');
}

function markdownTable({ heads, rows }: Table): string {
  const cell = (text: string): string => printable(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function htmlTable({ caption, heads, rows }: Table): string {
  const cell = (text: string, index: number): string => {
    if (index === 0) return `<th scope="row">${escapeXml(text)}</th>`;
    const head = heads[index] ? ` data-head="${escapeXml(heads[index])}"` : '';
    return `<td${head}>${escapeXml(text)}</td>`;
  };
  const row = `<tr>${heads.map((text) => (text === '' ? '<td></td>' : `<th scope="col">${escapeXml(text)}</th>`)).join('')}</tr>`;
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n');
  return `<table><caption>${escapeXml(caption)}</caption><thead>${row}</thead><tbody>${body}</tbody></table>`;
}
