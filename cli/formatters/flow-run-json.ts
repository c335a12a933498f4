import type { RunReport } from '../../flows/index.ts';
import { formatAmount } from '../../money.ts';

/** For programs: the run as one JSON document, amounts as decimal strings in the currency that stands beside them. */
export function formatFlowRunJson(report: RunReport): string {
  const document = {
    ...report,
    journals: report.journals.map((journal) => ({
      ...journal,
      lines: journal.lines.map(({ debitMinor, creditMinor, ...line }) => ({
        ...line,
        debit: formatAmount(debitMinor, journal.currency),
        credit: formatAmount(creditMinor, journal.currency),
      })),
    })),
    exceptions: report.exceptions.map(({ moneyAtRiskMinor, ...exception }) => ({
      ...exception,
      moneyAtRisk: formatAmount(moneyAtRiskMinor, exception.currency),
    })),
    trialBalance: report.trialBalance.map(({ debitMinor, creditMinor, ...account }) => ({
      ...account,
      debit: formatAmount(debitMinor, account.currency),
      credit: formatAmount(creditMinor, account.currency),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
