import type { ByteRange } from '../byte-range.ts';
import type { ElementReader } from './element-reader.ts';
import type { Adjustment, ClaimPlaces, LinePlaces, RemittanceClaim, RemittanceLine } from './remittance.ts';
import { readAdjustments } from './read-adjustments.ts';
import { readRemarkCode, readRemarkCodes } from './read-remark-codes.ts';

/** CLP02 of 005010X221A1. A status that the guide doesn't have could mean anything, so it isn't guessed at. */
const STATUSES = ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25'] as const;

/** DTM01 of claim and line that name the first day of service. */
const CLAIM_SERVICE_START = '232';
const LINE_SERVICE_DATES: ReadonlySet<string> = new Set(['150', '472']);

type ClaimHead = Pick<RemittanceClaim, 'patientControlNo' | 'status' | 'charge' | 'paid' | 'patientResponsibility' | 'payerClaimControlNo'>;

/** A claim while its loop is being read. */
export class ClaimDraft {
  readonly #head: ClaimHead;
  readonly #start: number;
  readonly #remarkCodes: string[] = [];
  readonly #adjustments = new AdjustmentList();
  readonly #lines: LineDraft[] = [];
  #end: number;
  #serviceFrom: string | undefined;
  #lineServiceFrom: string | undefined;

  /** Begins with the CLP segment that the reader stands on. */
  constructor(reader: ElementReader) {
    reader.atMost(14);
    const patientControlNo = reader.requiredText(1, 50);
    const status = reader.oneOf(2, STATUSES);
    const charge = reader.requiredAmount(3);
    const paid = reader.requiredAmount(4);
    const patientResponsibility = reader.amount(5);
    reader.requiredText(6, 2);
    const payerClaimControlNo = reader.requiredText(7, 50);
    this.#start = reader.cursor.offset;
    this.#end = reader.cursor.next;
    this.#head = { patientControlNo, status, charge, paid, ...(patientResponsibility && { patientResponsibility }), payerClaimControlNo };
  }

  /** Takes a segment of the claim loop. Returns whether anything of it is kept. */
  addSegment(reader: ElementReader): boolean {
    this.#end = reader.cursor.next;
    switch (reader.cursor.id) {
      case 'CAS':
        this.#adjustments.add(reader);
        return true;
      case 'MIA':
      case 'MOA':
        for (const code of readRemarkCodes(reader)) addOnce(this.#remarkCodes, code);
        return true;
      case 'DTM': {
        const date = reader.date(2);
        if (reader.text(1) !== CLAIM_SERVICE_START) return false;
        this.#serviceFrom ??= date;
        return true;
      }
      default:
        return false;
    }
  }

  /** Begins a service line with the SVC segment that the reader stands on. */
  openLine(reader: ElementReader): void {
    this.#end = reader.cursor.next;
    reader.atMost(7);
    const procedure = reader.composite(1).join(':');
    if (procedure.length > 100) reader.fail('SVC01 has more than 100 characters', 1);
    const line = { procedure, charge: reader.requiredAmount(2), paid: reader.requiredAmount(3) };
    this.#lines.push({
      line,
      start: reader.cursor.offset,
      end: reader.cursor.next,
      adjustments: new AdjustmentList(),
      remarkCodes: [],
    });
  }

  /** Takes a segment of the loop of the line that was opened last. Returns whether anything of it is kept. */
  addLineSegment(reader: ElementReader): boolean {
    const line = this.#lines.at(-1);
    if (!line) return reader.fail(`${reader.cursor.id} stands before any service line`);
    line.end = reader.cursor.next;
    this.#end = line.end;
    switch (reader.cursor.id) {
      case 'CAS':
        line.adjustments.add(reader);
        return true;
      case 'LQ':
        if (reader.requiredText(1) !== 'HE') return false;
        addOnce(line.remarkCodes, readRemarkCode(reader, 2));
        return true;
      case 'DTM': {
        const date = reader.date(2);
        if (!LINE_SERVICE_DATES.has(reader.requiredText(1))) return false;
        if (this.#lineServiceFrom === undefined || date < this.#lineServiceFrom) this.#lineServiceFrom = date;
        return true;
      }
      default:
        return false;
    }
  }

  /** The claim, and where its parts stand. */
  build(): { readonly claim: RemittanceClaim; readonly places: ClaimPlaces } {
    const serviceFrom = this.#serviceFrom ?? this.#lineServiceFrom;
    const lines = this.#lines.map(({ line, adjustments, remarkCodes }): RemittanceLine => ({
      ...line,
      adjustments: adjustments.values,
      remarkCodes,
    }));
    const linePlaces = this.#lines.map(({ start, end: lineEnd, adjustments }): LinePlaces => ({
      byteRange: { start, end: lineEnd },
      adjustments: adjustments.ranges,
    }));
    return {
      claim: {
        ...this.#head,
        ...(serviceFrom !== undefined && { serviceFrom }),
        adjustments: this.#adjustments.values,
        remarkCodes: this.#remarkCodes,
        lines,
        byteRange: { start: this.#start, end: this.#end },
      },
      places: { adjustments: this.#adjustments.ranges, lines: linePlaces },
    };
  }
}

interface LineDraft {
  readonly line: Pick<RemittanceLine, 'procedure' | 'charge' | 'paid'>;
  readonly start: number;
  end: number;
  readonly adjustments: AdjustmentList;
  readonly remarkCodes: string[];
}

class AdjustmentList {
  readonly values: Adjustment[] = [];
  readonly ranges: ByteRange[] = [];

  add(reader: ElementReader): void {
    const { range } = reader;
    for (const adjustment of readAdjustments(reader)) {
      this.values.push(adjustment);
      this.ranges.push(range);
    }
  }
}

function addOnce(codes: string[], code: string): void {
  if (!codes.includes(code)) codes.push(code);
}
