import { X12_FAULTS } from '../../adapters/x12/index.ts';

/** What an exception code means: who works on it, and by when. */
export interface ExceptionKind {
  readonly title: string;
  readonly owner: string;
  /** Time to act, `4h`, `15min` or business days `2bd`. */
  readonly sla: string;
}

/** Every exception that claim-to-cash opens, by code. A denial's code is `DENIAL_` with its group and reason, `DENIAL_CO197`: see `exceptionKind`. */
export const EXCEPTION_CODES = {
  ...X12_FAULTS,
  X835_REVERSAL_NO_ORIGINAL: { title: 'A reversal of a claim that was never posted', owner: 'denials-and-recovery', sla: '1bd' },
  TRN_CONFLICT: { title: 'A posted payment was delivered again with other content', owner: 'remittance-posting', sla: '4h' },
  UNKNOWN_PAYER: { title: 'The payer is not in the payer directory', owner: 'remittance-posting', sla: '4h' },
  UNKNOWN_ACCOUNT: { title: 'Patient billing has no such account', owner: 'patient-billing', sla: '15min' },
  PATIENT_CREDIT_BALANCE: { title: 'The patient has paid more than is due', owner: 'patient-billing', sla: '5bd' },
  ADJUSTMENT_UNCLASSIFIED: { title: 'An adjustment that no posting rule covers', owner: 'remittance-posting', sla: '4h' },
  PROVIDER_ADJUSTMENT_UNCLASSIFIED: {
    title: 'A provider adjustment that no posting rule covers',
    owner: 'denials-and-recovery',
    sla: '1bd',
  },
  PERIOD_CLOSED: { title: 'The accounting period is not open', owner: 'integration-operations', sla: '15min' },
  JOURNAL_REFUSED: { title: 'ERP finance refused a journal', owner: 'integration-operations', sla: '15min' },
  BILLING_REFUSED: { title: 'Patient billing refused an update', owner: 'patient-billing', sla: '15min' },
  CONTRACT_VIOLATED: { title: 'A system broke its contract', owner: 'integration-operations', sla: '15min' },
  BILL_NO_ORIGINAL: { title: 'A corrected or void bill of a claim that was never billed', owner: 'claims-edit', sla: '4h' },
  BILL_CONFLICT: { title: 'A bill that was received before with other content', owner: 'claims-edit', sla: '4h' },
  BANK_CREDIT_CONFLICT: { title: 'A bank credit that was received before with other content', owner: 'treasury', sla: '1bd' },
  MISSING_ERA: { title: 'A bank credit without its remittance', owner: 'treasury', sla: '3bd' },
  EFT_AMOUNT_MISMATCH: { title: 'The bank credit differs from the remittance', owner: 'treasury', sla: '1bd' },
  EFT_ALREADY_MATCHED: { title: 'A second bank credit for a remittance that is settled', owner: 'treasury', sla: '1bd' },
} as const satisfies Record<string, ExceptionKind>;

/** Code of an exception. */
export type ExceptionCode = keyof typeof EXCEPTION_CODES | `DENIAL_${string}`;

const DENIAL: ExceptionKind = { title: 'The payer denied the charge', owner: 'denials', sla: '2bd' };

/** Owner, time to act and title of a code. */
export function exceptionKind(code: ExceptionCode): ExceptionKind {
  return code in EXCEPTION_CODES ? EXCEPTION_CODES[code as keyof typeof EXCEPTION_CODES] : DENIAL;
}
