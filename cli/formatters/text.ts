import { formatPlace } from '../../errors.ts';
import type { Finding, Severity } from '../../registry/contract/index.ts';
import type { ContractVerdict } from '../../gate/index.ts';
import type { Formatter } from './formatter.ts';
import { formatTable } from './table.ts';

/** For people: a line per finding, `file:line:column  severity  rule-id  message`, then a line per contract, then the sum. */
export const formatText: Formatter = (findings, { verdict, contracts }) => {
  const blocks = [
    findings.map(formatFinding),
    contracts && formatTable(contracts.map((contract) => [contract.verdict, contract.id, contract.document, describe(contract)])),
    [`${verdict}: ${[contracts && sumOfVerdicts(contracts), sumOfFindings(findings)].filter(Boolean).join('; ')}`],
  ];
  return blocks
    .filter((block) => block !== undefined && block.length > 0)
    .map((lines) => `${lines!.join('\n')}\n`)
    .join('\n');
};

function formatFinding(finding: Finding): string {
  return `${formatPlace(finding.place)}  ${finding.severity}  ${finding.ruleId}  ${finding.message}`;
}

function describe(contract: ContractVerdict): string {
  if (contract.verdict === 'not checked') return contract.failures.map(({ code }) => code).join(', ');
  const { format, version } = contract.specification;
  return `${format} ${version}, ${count(contract.operations, 'operation')}, ${count(contract.messages, 'message')}`;
}

function sumOfVerdicts(contracts: readonly ContractVerdict[]): string {
  const sums = Map.groupBy(contracts, (contract) => contract.verdict);
  return [count(contracts.length, 'contract'), ...[...sums].map(([verdict, { length }]) => `${length} ${verdict}`)].join(', ');
}

function sumOfFindings(findings: readonly Finding[]): string {
  const sum = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return [count(sum('error'), 'error'), count(sum('warning'), 'warning'), count(sum('hint'), 'hint')].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
