export type { ByteRange } from './byte-range.ts';
export type { InterchangeHeader, InterchangeParty } from './envelope/interchange-header.ts';
export type { EnvelopeFault, SegmentPlace } from './envelope/interchange.ts';
export type { Evidence } from './evidence.ts';
export { X12_FAULTS, type ImbalanceCode, type X12Fault, type X12FaultCode, type X12FaultKind } from './faults.ts';
export { readRemittanceFile } from './read-remittance-file.ts';
export type {
  InterchangeSummary,
  QuarantinedTransaction,
  RemittanceFile,
  RemittanceTransaction,
  TransactionRead,
} from './remittance-file.ts';
export { tokenize, tokenizeStream } from './tokenize.ts';
export type { Segment } from './tokenizer/segment.ts';
export type { Delimiters } from './tokenizer/delimiters.ts';
export { remittanceContentHash, remittanceKey, type RemittanceIdentity } from './remittance/business-key.ts';
export { findImbalances, type Imbalance } from './remittance/find-imbalances.ts';
export type { PaymentAtRisk } from './remittance/payment-at-risk.ts';
export type {
  Adjustment,
  ClaimPlaces,
  LinePlaces,
  ProviderAdjustment,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
  RemittancePlaces,
} from './remittance/remittance.ts';
