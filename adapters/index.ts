export { DEFAULT_RETRY_POLICY, fetchToken } from './runtime/index.ts';
export type { CallAnswer, CallControl, Caller, CallerOptions, CallRequest, OutgoingMessage, RetryPolicy } from './runtime/index.ts';
export { connectAnalytics } from './systems/analytics/analytics.ts';
export type { Analytics } from './systems/analytics/analytics.ts';
export type { AccountTotal, RemittancePosted } from './systems/analytics/analytics-sink.gen.ts';
export type {
  Adjustment,
  ClaimAdjudicated,
  ClaimAdjudicatedMessage,
  ClaimFinalised,
  ClaimFinalisedMessage,
  ProviderAdjustment,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
  RemittanceReceivedMessage,
} from './systems/claims-platform/claims-events.gen.ts';
export { connectErpFinance } from './systems/erp-finance/erp-finance.ts';
export type { ErpFinance, JournalPosting } from './systems/erp-finance/erp-finance.ts';
export type { JournalEntry, Period, PostedJournalEntry } from './systems/erp-finance/general-ledger.gen.ts';
export { connectPatientBilling } from './systems/patient-billing/patient-billing.ts';
export type { BalanceUpdate, PatientBilling, VersionedBalances } from './systems/patient-billing/patient-billing.ts';
export type {
  AccountAdjustment,
  Balances,
  BalancesPatch,
  NewAccountAdjustment,
  PatientAccount,
} from './systems/patient-billing/patient-accounts.gen.ts';
export { connectPayerDirectory } from './systems/payer-directory/payer-directory.ts';
export type { PayerDirectory } from './systems/payer-directory/payer-directory.ts';
export type { Payer } from './systems/payer-directory/payer-directory.gen.ts';
export type { BankCredit, BankCreditMessage } from './systems/treasury/bank-credits.gen.ts';
export type { SystemConnection } from './systems/system-connection.ts';
