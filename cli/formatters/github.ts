import { formatPlace } from '../../errors.ts';
import { printable } from '../printable.ts';
import type { Severity } from '../../registry/contract/index.ts';
import type { Formatter, ReportFinding } from './formatter.ts';
import { describeWaiver, headline } from './sums.ts';
import { withFailures } from './with-failures.ts';

const COMMANDS = { error: 'error', warning: 'warning', hint: 'notice' } as const satisfies Record<Severity, string>;

/** For GitHub Actions: a workflow command per finding, which annotates the line (a waived one as a notice), then the verdict. */
export const formatGithub: Formatter = (findings, context) => {
  const lines = [...withFailures(findings, context).map(commandOf), printable(headline(context, findings))];
  return `${lines.join('\n')}\n`;
};

function commandOf(finding: ReportFinding): string {
  const { severity, ruleId, message, place, end, related = [] } = finding;
  const waived = describeWaiver(finding);
  const others = related.map((each) => `${formatPlace(each.place)}  ${each.message}`);
  const properties = [
    ['file', place.file],
    ['line', place.line],
    ['endLine', end?.line],
    ['col', place.column],
    ['endColumn', end && end.line === place.line ? end.column : undefined],
    ['title', waived === undefined ? ruleId : `${ruleId} (waived)`],
  ] as const;
  const written = properties.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(`${value}`)}`]));
  const command = waived === undefined ? COMMANDS[severity] : 'notice';
  const lines = [message, ...(waived === undefined ? [] : [waived]), ...others];
  return `::${command} ${written.join(',')}::${escapeData(lines.join('\n'))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
