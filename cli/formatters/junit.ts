import { formatPlace } from '../../errors.ts';
import { escapeXml } from './escape-xml.ts';
import { explainWitness } from './explain-witness.ts';
import type { Formatter, ReportFinding } from './formatter.ts';
import { describeWaiver } from './sums.ts';
import { withFailures } from './with-failures.ts';

/**
 * For CI: JUnit XML. A suite per contract or file with a case per finding; what fails the run fails, waived ones are skipped, others pass with their words in `system-out`. What
 * was looked at and is clean is a case that passes.
 */
export const formatJunit: Formatter = (found, context) => {
  const findings = withFailures(found, context);
  const clean = [...(context.contracts ?? []), ...(context.comparisons ?? [])].map(({ id }) => id);
  const { isFailing = isError } = context;
  const suites = new Map<string, ReportFinding[]>([...new Set(clean)].map((name) => [name, []]));
  for (const finding of findings) {
    const name = finding.contractId ?? finding.place.file;
    const suite = suites.get(name);
    if (suite) suite.push(finding);
    else suites.set(name, [finding]);
  }
  if (suites.size === 0) suites.set('interlock', []);
  const lines = [...suites].flatMap(([name, members]) => suiteLines(name, members, isFailing));
  const tests = [...suites.values()].reduce((sum, { length }) => sum + Math.max(length, 1), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="interlock" tests="${tests}" failures="${findings.filter(isFailing).length}" errors="0">`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
};

type Failing = (finding: ReportFinding) => boolean;

function suiteLines(name: string, findings: readonly ReportFinding[], isFailing: Failing): readonly string[] {
  const cases =
    findings.length === 0
      ? [`    <testcase name="nothing found" classname="${escapeXml(name)}"/>`]
      : findings.flatMap((finding) => caseLines(finding, isFailing(finding)));
  const counts = `tests="${Math.max(findings.length, 1)}" failures="${findings.filter(isFailing).length}" errors="0" skipped="${findings.filter(({ waiver }) => waiver !== undefined).length}"`;
  return [`  <testsuite name="${escapeXml(name)}" ${counts}>`, ...cases, '  </testsuite>'];
}

function caseLines(finding: ReportFinding, isFailed: boolean): readonly string[] {
  const { ruleId, severity, message, place, change, related } = finding;
  const waived = describeWaiver(finding);
  const at = formatPlace(place);
  const was = change?.basePlace ? [`was ${formatPlace(change.basePlace)}`] : [];
  const others = (related ?? []).map((each) => `${formatPlace(each.place)}  ${each.message}`);
  const text = escapeXml(
    [`${at}  ${severity}  ${ruleId}  ${message}`, ...was, ...others, ...(change?.witness ? explainWitness(change.witness) : [])].join('\n'),
  );
  const body =
    waived !== undefined
      ? `<skipped message="${escapeXml(waived)}"/>\n      <system-out>${text}</system-out>`
      : isFailed
        ? `<failure message="${escapeXml(message)}" type="${escapeXml(ruleId)}">${text}</failure>`
        : `<system-out>${text}</system-out>`;
  return [
    `    <testcase name="${escapeXml(`${ruleId} at ${at}`)}" classname="${escapeXml(place.file)}">`,
    `      ${body}`,
    '    </testcase>',
  ];
}

function isError({ severity, waiver }: ReportFinding): boolean {
  return severity === 'error' && waiver === undefined;
}
