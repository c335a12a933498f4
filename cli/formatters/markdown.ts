import { formatPlace } from '../../errors.ts';
import { describeInputs } from './describe-inputs.ts';
import { explainWitness } from './explain-witness.ts';
import type { Formatter, ReportContext, ReportFinding } from './formatter.ts';
import {
  describeApproval,
  describeComparison,
  describeContract,
  describeWaiver,
  headline,
  neededApprovals,
  weight,
  whereExplained,
} from './sums.ts';
import { withFailures } from './with-failures.ts';

/** For comments on pull requests: GitHub-flavoured Markdown, a table of what was compared and one of findings, witnesses folded below. */
export const formatMarkdown: Formatter = (found, context) => {
  const findings = withFailures(found, context);
  const { comparisons = [], contracts = [] } = context;
  const rests = describeInputs(context);
  const blocks = [
    `## Interlock: ${context.verdict}`,
    table(
      ['Verdict', 'Contract', 'Base', 'Head', 'Changes'],
      comparisons.map((each) => [each.verdict, each.id, side(each.base), side(each.head), describeComparison(each)]),
    ),
    table(
      ['Contract', 'Needs', 'For'],
      neededApprovals(context).map((each) => [each.contractId, ...describeApproval(each).map(inline)]),
    ),
    table(
      ['Severity', 'Rule', 'Where', 'Message'],
      findings.map((finding) => [weight(finding), code(finding.ruleId), wherever(finding), `${messageOf(finding)}${others(finding)}`]),
    ),
    ...findings.flatMap((finding) => witnessBlock(finding, context)),
    table(
      ['Verdict', 'Contract', 'Document', ''],
      contracts.map((contract) => [contract.verdict, contract.id, code(contract.document), describeContract(contract)]),
    ),
    inline(whereExplained(found) ?? ''),
    inline(headline(context, found)),
    rests === undefined ? '' : `<sub>${inline(rests)}</sub>`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
};

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function messageOf(finding: ReportFinding): string {
  const waived = describeWaiver(finding);
  return waived === undefined ? inline(finding.message) : `${inline(finding.message)}<br>${inline(waived)}`;
}

function wherever({ place, change }: ReportFinding): string {
  const was = change?.basePlace ? `, was ${code(formatPlace(change.basePlace))}` : '';
  return `${code(formatPlace(place))}${was}`;
}

/** Lists don't fit into cells of tables. */
function others({ related = [] }: ReportFinding): string {
  return related.map((each) => `<br>${code(formatPlace(each.place))} ${inline(each.message)}`).join('');
}

function side({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${code(name)} ${inline(version)}`.trimEnd();
}

function witnessBlock({ ruleId, message, change }: ReportFinding, { isExplained = false }: ReportContext): readonly string[] {
  if (!isExplained || !change?.witness) return [];
  const lines = explainWitness(change.witness);
  const fence = '`'.repeat(Math.max(3, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length + 1))));
  return [`<details><summary>${inline(`${ruleId}: ${message}`)}</summary>\n\n${fence}text\n${lines.join('\n')}\n${fence}\n\n</details>`];
}

/** Text in which nothing is markup, on one line. */
function inline(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>|#~@]/g, '\\$&');
}

/** Code on one line, in a table too. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const padded = fence.length > 1 ? ` ${text} ` : text;
  return `${fence}${padded.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}${fence}`;
}
