import { createHash } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import type { Remittance, RemittanceClaim } from './remittance.ts';

/** Namespace of remittance ids (RFC 9562 §5.5). Changing it gives every remittance a new identity. */
const REMITTANCE_NAMESPACE = '6f1d2f0a-3c0e-5b1e-9a53-0d6f2f3c8e11';

/** The elements that say which payment a remittance is about. */
export type RemittanceIdentity = Pick<Remittance, 'payerTin' | 'traceNo' | 'paymentAmount' | 'effectiveDate'>;

/**
 * The business key of a payment: TRN03, TRN02, BPR02 and BPR16, percent-encoded and parted by colons. File names and control numbers
 * say nothing about identity, so a second delivery in a new envelope has the same key.
 *
 * @example '1999999999:EFT1:480.00:2026-02-02'
 */
export function remittanceKey(remittance: RemittanceIdentity): string {
  const { payerTin, traceNo, paymentAmount, effectiveDate } = remittance;
  return [payerTin, traceNo, paymentAmount.amount, effectiveDate].map((part) => encodeURIComponent(part.toWellFormed())).join(':');
}

/** The id of a remittance: UUID version 5 of its business key. */
export function remittanceId(remittance: RemittanceIdentity): string {
  return uuidV5(remittanceKey(remittance), REMITTANCE_NAMESPACE);
}

/**
 * SHA-256 over what a remittance says, without where it stood. Two deliveries of the same key with different hashes are a conflict, not a
 * duplicate.
 */
export function remittanceContentHash(remittance: Remittance): string {
  const { sourceFile: _, ...content } = remittance;
  return createHash('sha256')
    .update(JSON.stringify(content, (_key, value: unknown) => sortedWithoutPlaces(value)))
    .digest('hex');
}

function sortedWithoutPlaces(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([name]) => name !== ('byteRange' satisfies keyof RemittanceClaim));
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
