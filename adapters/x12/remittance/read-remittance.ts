import { minorUnitDigits } from '../../../money.ts';
import type { ByteRange } from '../byte-range.ts';
import type { TransactionSet } from '../envelope/interchange.ts';
import { printable } from '../envelope/printable.ts';
import type { X12Fault } from '../faults.ts';
import type { Delimiters } from '../tokenizer/delimiters.ts';
import { SegmentCursor } from '../tokenizer/segment-cursor.ts';
import { remittanceId } from './business-key.ts';
import { ClaimDraft } from './claim-draft.ts';
import { ElementReader } from './element-reader.ts';
import { isoDate } from './iso-date.ts';
import { LoopTracker } from './loop-tracker.ts';
import { readProviderAdjustments } from './read-provider-adjustments.ts';
import {
  PAYMENT_METHODS,
  type ClaimPlaces,
  type ProviderAdjustment,
  type Remittance,
  type RemittanceClaim,
  type RemittancePlaces,
} from './remittance.ts';
import { X835SyntaxError } from './x835-syntax-error.ts';

/** An 835 that was understood as a whole. */
export interface RemittanceRead {
  readonly remittance: Remittance;
  readonly places: RemittancePlaces;
  /** Segments that the guide allows and that the canonical form has no place for, by id. */
  readonly uninterpreted: Readonly<Record<string, number>>;
}

/**
 * Reads one 835 (005010X221A1) whose envelope is sound. All or nothing: the first thing that breaks the guide ends it. Whether it balances
 * is another question (`findImbalances`).
 *
 * @param fileSha256 SHA-256 of the file that `bytes` is
 */
export function readRemittance(
  bytes: Uint8Array,
  set: TransactionSet,
  delimiters: Delimiters,
  fileSha256: string,
): RemittanceRead | { readonly fault: X12Fault } {
  try {
    return new RemittanceReader(bytes, set, delimiters).read(fileSha256);
  } catch (error) {
    if (!(error instanceof X835SyntaxError)) throw error;
    return { fault: { code: 'X835_SYNTAX', message: error.message, offset: error.offset, segment: error.segment } };
  }
}

type Payment = Pick<Remittance, 'paymentAmount' | 'method' | 'effectiveDate'>;
type Trace = Pick<Remittance, 'traceNo' | 'payerTin'>;
type Payee = Pick<Remittance, 'payeeNpi' | 'payeeTaxId'>;

class RemittanceReader {
  readonly #set: TransactionSet;
  readonly #cursor: SegmentCursor;
  readonly #reader: ElementReader;
  readonly #loops = new LoopTracker();
  readonly #claims: RemittanceClaim[] = [];
  readonly #claimPlaces: ClaimPlaces[] = [];
  readonly #providerAdjustments: ProviderAdjustment[] = [];
  readonly #uninterpreted = new Map<string, number>();
  #payment: (Payment & { readonly range: ByteRange }) | undefined;
  #trace: Trace | undefined;
  #payee: Payee = {};
  #claim: ClaimDraft | undefined;

  constructor(bytes: Uint8Array, set: TransactionSet, delimiters: Delimiters) {
    this.#set = set;
    this.#cursor = new SegmentCursor(bytes, set.start, set.end, delimiters);
    this.#reader = new ElementReader(this.#cursor, readCurrency(bytes, set, delimiters));
  }

  read(fileSha256: string): RemittanceRead {
    const cursor = this.#cursor;
    cursor.advance();
    while (cursor.advance()) {
      this.#reader.index += 1;
      const id = cursor.id;
      if (id === 'SE') return this.#finish(fileSha256);
      const fault = this.#loops.accept(id, id === 'N1' ? cursor.element(1) : '');
      if (fault) this.#reader.fail(fault);
      if (!this.#take(id)) this.#uninterpreted.set(id, (this.#uninterpreted.get(id) ?? 0) + 1);
    }
    return this.#reader.fail('SE is missing');
  }

  #take(id: string): boolean {
    switch (this.#loops.loop) {
      case 'heading':
        return this.#takeHeading(id);
      case 'payee':
        return this.#takePayee(id);
      case 'headerNumber':
        this.#closeClaim();
        return false;
      case 'claim':
        if (id !== 'CLP') return this.#claim?.addSegment(this.#reader) ?? false;
        this.#closeClaim();
        this.#claim = new ClaimDraft(this.#reader);
        return true;
      case 'service':
        if (id !== 'SVC') return this.#claim?.addLineSegment(this.#reader) ?? false;
        this.#claim?.openLine(this.#reader);
        return true;
      case 'summary':
        this.#closeClaim();
        this.#providerAdjustments.push(...readProviderAdjustments(this.#reader));
        return true;
      default:
        return false;
    }
  }

  #takeHeading(id: string): boolean {
    const reader = this.#reader;
    switch (id) {
      case 'BPR':
        this.#payment = { ...readPayment(reader), range: reader.range };
        return true;
      case 'TRN':
        this.#trace = readTrace(reader);
        return true;
      case 'CUR':
        if (minorUnitDigits(reader.code(2, /^[A-Z]{3}$/, 'a currency code')) !== 2)
          reader.fail('CUR02 is a currency without two decimals', 2);
        return true;
      case 'DTM':
        reader.date(2);
        return false;
      default:
        return false;
    }
  }

  #takePayee(id: string): boolean {
    const reader = this.#reader;
    if (id === 'N1') {
      this.#payee = readPayee(reader);
      return true;
    }
    const isTaxId = id === 'REF' && reader.text(1) === 'TJ';
    if (!isTaxId || this.#payee.payeeNpi !== undefined || this.#payee.payeeTaxId !== undefined) return false;
    this.#payee = { payeeTaxId: reader.code(2, TAX_ID, 'a tax id') };
    return true;
  }

  #closeClaim(): void {
    if (!this.#claim) return;
    const { claim, places } = this.#claim.build();
    this.#claims.push(claim);
    this.#claimPlaces.push(places);
    this.#claim = undefined;
  }

  #finish(fileSha256: string): RemittanceRead {
    this.#closeClaim();
    const missing = this.#loops.finish();
    if (missing || !this.#payment || !this.#trace) return this.#reader.fail(missing ?? 'BPR or TRN is missing');
    const { payeeNpi, payeeTaxId } = this.#payee;
    if (payeeNpi === undefined && payeeTaxId === undefined) {
      return this.#reader.fail('the payee has neither an NPI (N103 XX) nor a tax id (N103 FI, or REF*TJ)');
    }
    const { range, ...payment } = this.#payment;
    const identity = { ...this.#trace, ...payment };
    return {
      remittance: {
        remittanceId: remittanceId(identity),
        ...identity,
        ...this.#payee,
        claims: this.#claims,
        providerAdjustments: this.#providerAdjustments,
        sourceFile: { sha256: fileSha256, start: this.#set.start, end: this.#set.end },
      },
      places: { payment: range, claims: this.#claimPlaces },
      uninterpreted: Object.fromEntries(this.#uninterpreted),
    };
  }
}

const TAX_ID = /^[A-Za-z0-9]{2,20}$/;

function readPayment(reader: ElementReader): Payment {
  reader.atMost(21);
  reader.oneOf(1, ['C', 'D', 'H', 'I', 'P', 'U', 'X']);
  const paymentAmount = reader.requiredAmount(2);
  if (paymentAmount.amount.startsWith('-')) reader.fail(`BPR02 ${printable(paymentAmount.amount)} is below zero`, 2);
  reader.oneOf(3, ['C', 'D']);
  return { paymentAmount, method: reader.oneOf(4, PAYMENT_METHODS), effectiveDate: readEffectiveDate(reader) };
}

/** Senders drop one separator of the many empty ones: the date then stands in BPR15, an account number. It is not moved, but named. */
function readEffectiveDate(reader: ElementReader): string {
  const isShifted = reader.cursor.element(16) === '' && isoDate(reader.cursor.element(15)) !== undefined;
  if (isShifted)
    reader.fail(
      'BPR16 (effective date) is missing; BPR15 (account number) holds what looks like it, so a separator may be missing before',
      15,
    );
  return reader.date(16);
}

function readTrace(reader: ElementReader): Trace {
  reader.oneOf(1, ['1']);
  return { traceNo: reader.requiredText(2, 50), payerTin: reader.code(3, /^\d{10}$/, 'ten digits') };
}

function readPayee(reader: ElementReader): Payee {
  const qualifier = reader.oneOf(3, ['XX', 'FI', 'XV']);
  if (qualifier === 'XX') return { payeeNpi: reader.code(4, /^\d{10}$/, 'an NPI of ten digits') };
  if (qualifier === 'FI') return { payeeTaxId: reader.code(4, TAX_ID, 'a tax id') };
  reader.requiredText(4);
  return {};
}

/** CUR02, which stands after the first amount that it governs; US dollars where there is no CUR. */
function readCurrency(bytes: Uint8Array, set: TransactionSet, delimiters: Delimiters): string {
  const cursor = new SegmentCursor(bytes, set.start, set.end, delimiters);
  while (cursor.advance() && cursor.id !== 'N1' && cursor.id !== 'CLP') {
    if (cursor.id === 'CUR') return /^[A-Z]{3}$/.test(cursor.element(2)) ? cursor.element(2) : 'USD';
  }
  return 'USD';
}
