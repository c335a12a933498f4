import { formatPlace } from '../../errors.ts';
import { printable } from '../printable.ts';
import { explainWitness } from './explain-witness.ts';
import type { Formatter, ReportContext, ReportFinding } from './formatter.ts';
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
import { formatTable } from './table.ts';

/**
 * For people: a line per finding, `file:line:column  severity  rule-id  message`, with the code it is about where that is at hand, who lets
 * it stand, where it stood before and what else it rests on on lines below, then a line per contract, per comparison and per contract that
 * needs approval, then the sum.
 */
export const formatText: Formatter = (findings, context) => {
  const { contracts, comparisons = [], added = [], removed = [], isExplained = false } = context;
  const blocks = [
    findings.flatMap((finding) => formatFinding(finding, context)),
    contracts && formatTable(contracts.map((contract) => [contract.verdict, contract.id, contract.document, describeContract(contract)])),
    formatTable(
      comparisons.map((each) => [
        each.verdict,
        ...(each.id === each.head.name ? [] : [each.id]),
        describeSides(each),
        describeComparison(each),
      ]),
    ),
    [added.length > 0 ? `added: ${added.join(', ')}` : '', removed.length > 0 ? `removed: ${removed.join(', ')}` : ''].filter(Boolean),
    formatTable(neededApprovals(context).map((each) => ['needs', each.contractId, ...describeApproval(each)])),
    [...(isExplained ? [whereExplained(findings) ?? []].flat() : []), headline(context, findings)],
  ];
  return blocks
    .filter((block) => block !== undefined && block.length > 0)
    .map((lines) => `${lines!.map(printable).join('\n')}\n`)
    .join('\n');
};

function formatFinding(finding: ReportFinding, { isExplained = false, frameOf }: ReportContext): readonly string[] {
  const { place, ruleId, message, change } = finding;
  const waived = describeWaiver(finding);
  const was = change?.basePlace ? [`    was ${formatPlace(change.basePlace)}`] : [];
  const why = isExplained && change?.witness ? explainWitness(change.witness).map((line) => `    ${line}`.trimEnd()) : [];
  const others = (finding.related ?? []).map((each) => `    ${formatPlace(each.place)}  ${each.message}`);
  const first = `${formatPlace(place)}  ${weight(finding)}  ${ruleId}  ${message}`;
  return [first, ...(frameOf?.(finding) ?? []), ...(waived === undefined ? [] : [`    ${waived}`]), ...was, ...others, ...why];
}
