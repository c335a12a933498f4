export { openClaimToCash } from './claim-to-cash/open-claim-to-cash.ts';
export type { ClaimToCash, ClaimToCashOptions } from './claim-to-cash/open-claim-to-cash.ts';
export type { InputFile } from './claim-to-cash/run-claim-to-cash.ts';
export type { RecordedJournal } from './ledger/read-journals.ts';
export type { AccountTotals } from './ledger/trial-balance.ts';
export type { ControlTotals } from './reconciliation/control-totals.ts';
export type { ClaimOutcome, Outcome, StepResult } from './reconciliation/outcome.ts';
export type { DeliveryReport, ExceptionReport, RunReport } from './reconciliation/run-report.ts';
