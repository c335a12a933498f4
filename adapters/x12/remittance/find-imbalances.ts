import { toMinor, toMoney, type Money } from '../../../money.ts';
import type { ByteRange } from '../byte-range.ts';
import type { ImbalanceCode } from '../faults.ts';
import type { Adjustment, Remittance, RemittanceClaim, RemittancePlaces } from './remittance.ts';

/** A sum of a remittance that does not come out. */
export interface Imbalance {
  readonly level: 'line' | 'claim' | 'transaction';
  readonly code: ImbalanceCode;
  /** What the parts add up to. */
  readonly expected: Money;
  /** What the remittance states: SVC03, CLP04 or BPR02. */
  readonly found: Money;
  /** `found` less `expected`. */
  readonly delta: Money;
  /** Indexes from 0 into `claims` and its `lines`. */
  readonly where: { readonly claim?: number; readonly line?: number };
  /** The line, the claim, or the BPR segment, as far as is known where it stands. */
  readonly byteRange: ByteRange;
}

/** CLP02 of a predetermination: a price is told, nothing is paid. */
const PREDETERMINATION = '25';

/**
 * Balances a remittance as section 1.10.2.1 of 005010X221A1 has it, in minor units: line SVC02 − ΣCAS(2110) = SVC03; claim
 * CLP03 − ΣCAS(2100 and 2110) = CLP04; transaction BPR02 = ΣCLP04 − ΣPLB (a positive PLB lowers the payment). Reversals (CLP02 22) carry
 * their signs and balance like any claim. A predetermination (CLP02 25) pays nothing: it balances with CARC 101 in its CAS, and a CLP04
 * other than zero is an imbalance of its own, since that money would be posted. Claims without service lines balance on their own CAS.
 *
 * @param places makes the byte ranges of lines and of the payment exact; without it they are those of the claim and of the transaction set
 * @returns an empty list when every sum comes out; else line, claim and transaction imbalances in the order of the file
 */
export function findImbalances(remittance: Remittance, places?: RemittancePlaces): readonly Imbalance[] {
  const imbalances: Imbalance[] = [];
  const { currency } = remittance.paymentAmount;
  let paidMinor = 0n;
  for (const [index, claim] of remittance.claims.entries()) {
    paidMinor += toMinor(claim.paid);
    imbalances.push(...findInClaim(claim, index, currency, places));
  }
  for (const adjustment of remittance.providerAdjustments ?? []) paidMinor -= toMinor(adjustment.amount);
  const { start, end } = remittance.sourceFile;
  imbalances.push(...compare('transaction', toMoney(paidMinor, currency), remittance.paymentAmount, {}, places?.payment ?? { start, end }));
  return imbalances;
}

function findInClaim(claim: RemittanceClaim, index: number, currency: string, places?: RemittancePlaces): readonly Imbalance[] {
  const imbalances: Imbalance[] = [];
  let expectedMinor = toMinor(claim.charge) - sum(claim.adjustments);
  for (const [lineIndex, line] of (claim.lines ?? []).entries()) {
    const adjustedMinor = sum(line.adjustments);
    expectedMinor -= adjustedMinor;
    const expected = toMoney(toMinor(line.charge) - adjustedMinor, currency);
    const byteRange = places?.claims[index]?.lines[lineIndex]?.byteRange ?? claim.byteRange;
    imbalances.push(...compare('line', expected, line.paid, { claim: index, line: lineIndex }, byteRange));
  }
  const isPredetermined = claim.status === PREDETERMINATION && toMinor(claim.paid) !== 0n;
  const expected = toMoney(isPredetermined ? 0n : expectedMinor, currency);
  imbalances.push(...compare('claim', expected, claim.paid, { claim: index }, claim.byteRange));
  return imbalances;
}

const CODES = {
  line: 'X835_LINE_UNBALANCED',
  claim: 'X835_CLAIM_UNBALANCED',
  transaction: 'X835_TX_UNBALANCED',
} as const satisfies Record<Imbalance['level'], ImbalanceCode>;

function compare(
  level: Imbalance['level'],
  expected: Money,
  found: Money,
  where: Imbalance['where'],
  byteRange: ByteRange,
): readonly Imbalance[] {
  const deltaMinor = toMinor(found) - toMinor(expected);
  if (deltaMinor === 0n) return [];
  return [{ level, code: CODES[level], expected, found, delta: toMoney(deltaMinor, found.currency), where, byteRange }];
}

function sum(adjustments: readonly Adjustment[]): bigint {
  return adjustments.reduce((total, { amount }) => total + toMinor(amount), 0n);
}
