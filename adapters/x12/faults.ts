import type { SegmentPlace } from './envelope/interchange.ts';

/** What a fault means to the business: who works on it, and by when. */
export interface X12FaultKind {
  readonly title: string;
  /** Team that works on it. */
  readonly owner: string;
  /** Time to act: `4h`. */
  readonly sla: string;
}

/** Everything that keeps a transaction set from being posted, from the outermost envelope to the last cent. */
export const X12_FAULTS = {
  NOT_X12: { title: 'The file is no X12 interchange', owner: 'edi-operations', sla: '4h' },
  INTERCHANGE_REJECTED: { title: 'The interchange envelope is broken', owner: 'edi-operations', sla: '4h' },
  GROUP_REJECTED: { title: 'The functional group envelope is broken', owner: 'edi-operations', sla: '4h' },
  TRANSACTION_REJECTED: { title: 'The transaction set envelope is broken', owner: 'edi-operations', sla: '4h' },
  TRANSACTION_TRUNCATED: { title: 'The transaction set breaks off', owner: 'edi-operations', sla: '4h' },
  TRANSACTION_UNSUPPORTED: { title: 'The transaction set is not an 835 of a guide that is read', owner: 'edi-operations', sla: '4h' },
  X835_SYNTAX: { title: 'The 835 breaks its implementation guide', owner: 'remittance-posting', sla: '4h' },
  X835_LINE_UNBALANCED: { title: 'A service line does not balance', owner: 'remittance-posting', sla: '4h' },
  X835_CLAIM_UNBALANCED: { title: 'A claim does not balance', owner: 'remittance-posting', sla: '4h' },
  X835_TX_UNBALANCED: { title: 'The payment does not equal its claims and provider adjustments', owner: 'remittance-posting', sla: '4h' },
} as const satisfies Record<string, X12FaultKind>;

/** Code of a fault that keeps a transaction set from being read. Imbalances are found in sets that were read. */
export type X12FaultCode = Exclude<keyof typeof X12_FAULTS, ImbalanceCode>;

/** Code of an imbalance (`findImbalances`). */
export type ImbalanceCode = 'X835_LINE_UNBALANCED' | 'X835_CLAIM_UNBALANCED' | 'X835_TX_UNBALANCED';

/** Why a transaction set is quarantined, and where it shows. Messages carry no patient data. */
export interface X12Fault {
  readonly code: X12FaultCode;
  readonly message: string;
  /** Offset in the file of the byte where it shows. */
  readonly offset: number;
  readonly segment?: SegmentPlace;
  /** TA1 segment to send back, when the interchange is refused and its ISA could be read. */
  readonly acknowledgement?: string;
}
