import { readFileSync } from 'node:fs';
import type { Place } from '../../errors.ts';
import { packagePath } from '../../package-root.ts';
import { type Severity, withFingerprints } from '../../registry/contract/index.ts';
import type { Formatter, ReportFinding } from './formatter.ts';
import { rulePage } from './rule-page.ts';
import { describeWaiver } from './sums.ts';
import { withFailures } from './with-failures.ts';

const LEVELS = { error: 'error', warning: 'warning', hint: 'note' } as const satisfies Record<Severity, string>;

/**
 * For code scanning: SARIF 2.1.0 (OASIS). What a change says besides stands in `properties`, where it stood before and what else a finding rests on in `relatedLocations`,
 * the page of its rule in `help`.
 */
export const formatSarif: Formatter = (found, context) => {
  const findings = withFingerprints(withFailures(found, context));
  const rules = [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
  const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { readonly version: string };
  const run = {
    tool: { driver: { name: 'Interlock', version, rules: rules.map((id) => ruleOf(findings.find(({ ruleId }) => ruleId === id)!)) } },
    invocations: [{ executionSuccessful: context.verdict !== 'not checked' }],
    columnKind: 'utf16CodeUnits',
    ...(context.inputs && {
      artifacts: [...context.inputs].map(([file, hash]) => ({ location: { uri: uriOf(file) }, hashes: { 'sha-256': hash } })),
    }),
    results: findings.map((finding) => resultOf(finding, rules)),
    properties: {
      verdict: context.verdict,
      ...(context.asOf !== undefined && { asOf: context.asOf }),
      ...(context.versions && { versions: context.versions }),
      ...(context.against && { against: context.against }),
      ...(context.comparisons && { comparisons: context.comparisons }),
    },
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

/** The page of a rule travels with it: there is no address at which every reader finds it. */
function ruleOf(finding: ReportFinding): object {
  const page = rulePage(finding);
  if (!page) return { id: finding.ruleId };
  return { id: finding.ruleId, shortDescription: { text: page.title }, help: { text: page.markdown, markdown: page.markdown } };
}

function resultOf(finding: ReportFinding, rules: readonly string[]): object {
  const { ruleId, severity, message, place, end, pointer, contractId, change, related = [], waiver, fingerprint } = finding;
  const { basePlace, headPlace: _headPlace, ...details } = change ?? {};
  const others = [...(basePlace ? [{ message: 'where it stood before', place: basePlace }] : []), ...related];
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ ...locationOf(place, end), ...(pointer !== '' && { logicalLocations: [{ fullyQualifiedName: pointer }] }) }],
    ...(others.length > 0 && {
      relatedLocations: others.map((each, index) => ({ id: index + 1, message: { text: each.message }, ...locationOf(each.place) })),
    }),
    partialFingerprints: { 'interlock/v1': fingerprint },
    ...(waiver && { suppressions: [suppressionOf(finding)] }),
    properties: { ...(contractId !== undefined && { contractId }), ...details },
  };
}

/** A waiver as SARIF has it (§3.35): accepted, outside of the document or in it. */
function suppressionOf(finding: ReportFinding): object {
  const { place, ...terms } = finding.waiver!;
  const kind = 'expires' in finding.waiver! ? 'external' : 'inSource';
  return { kind, status: 'accepted', justification: describeWaiver(finding), location: locationOf(place), properties: terms };
}

function locationOf({ file, line, column }: Place, end?: ReportFinding['end']): object {
  const region = {
    startLine: line,
    ...(column !== undefined && { startColumn: column }),
    ...(end && { endLine: end.line, endColumn: end.column }),
  };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line !== undefined && { region }) } };
}

/** A relative URI reference (RFC 3986 §4.2): a colon in its first segment would read as a scheme. */
function uriOf(file: string): string {
  return /^https?:/.test(file) ? file : encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F').replaceAll(':', '%3A');
}
