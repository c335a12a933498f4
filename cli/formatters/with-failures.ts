import type { ReportContext, ReportFinding } from './formatter.ts';

/**
 * The findings, and every reason why a contract was not checked as one more: for formats that know findings alone, in which what was not
 * checked must not look clean.
 */
export function withFailures(findings: readonly ReportFinding[], { contracts = [] }: ReportContext): readonly ReportFinding[] {
  const failures = contracts.flatMap((contract) =>
    contract.verdict !== 'not checked'
      ? []
      : contract.failures.map(({ code, detail, place }): ReportFinding => ({
          ruleId: code.toLowerCase().replaceAll('_', '-'),
          severity: 'error',
          message: `not checked: ${detail}`,
          place: place ?? { file: contract.document },
          pointer: '',
          contractId: contract.id,
        })),
  );
  return [...findings, ...failures];
}
