import { formatAmount, parseAmount, type Money } from '../../../money.ts';
import type { ByteRange } from '../byte-range.ts';
import { printable } from '../envelope/printable.ts';
import type { SegmentCursor } from '../tokenizer/segment-cursor.ts';
import { isoDate } from './iso-date.ts';
import { X835SyntaxError } from './x835-syntax-error.ts';

/** Segments that can't carry patient data, so that messages may quote their values. */
const QUOTABLE: ReadonlySet<string> = new Set(['BPR', 'TRN', 'CUR', 'LX']);

/** Reads the elements of the segment a cursor stands on as what the implementation guide says they are. Positions count from 1. Whatever is something else ends the reading with an X835SyntaxError at its offset. */
export class ElementReader {
  readonly cursor: SegmentCursor;
  readonly currency: string;
  /** Amounts as they were written, since a remittance repeats few: equal amounts are one object. */
  readonly #amounts = new Map<string, Money>();
  /** Position of the segment in its transaction set: ST is 1. */
  index = 1;

  /** @param currency of every amount in the transaction set; it has two decimals */
  constructor(cursor: SegmentCursor, currency: string) {
    this.cursor = cursor;
    this.currency = currency;
  }

  /** The segment with its terminator. */
  get range(): ByteRange {
    return { start: this.cursor.offset, end: this.cursor.next };
  }

  /** Text without trailing spaces (X12.6 §3.3.1.4: they are not significant); undefined when the element is empty. */
  text(position: number, maximum = 80): string | undefined {
    return this.#checked(this.cursor.element(position), position, maximum);
  }

  /** Text that must be there. */
  requiredText(position: number, maximum?: number): string {
    return this.text(position, maximum) ?? this.fail(`${this.name(position)} is missing`, position);
  }

  /** A code that must match a pattern, described to people by `what`. */
  code(position: number, pattern: RegExp, what: string): string {
    const text = this.requiredText(position);
    return pattern.test(text) ? text : this.fail(`${this.name(position)}${this.#quote(text)} is not ${what}`, position);
  }

  /** One of a list of codes. */
  oneOf<T extends string>(position: number, codes: readonly T[]): T {
    const text = this.requiredText(position);
    return (
      codes.find((code) => code === text) ??
      this.fail(`${this.name(position)}${this.#quote(text)} is not one of ${codes.join(', ')}`, position)
    );
  }

  /** An amount of at most 15 digits before the point and two after it (X12 type R). */
  amount(position: number): Money | undefined {
    const text = this.cursor.element(position);
    if (text === '') return undefined;
    const known = this.#amounts.get(text);
    if (known) return known;
    const amountMinor = text.length <= 20 ? parseAmount(text, this.currency) : undefined;
    if (amountMinor === undefined || amountMinor >= LIMIT_MINOR || amountMinor <= -LIMIT_MINOR) {
      this.fail(`${this.name(position)}${this.#quote(text)} is not an amount with at most two decimals`, position);
    }
    const money = { amount: formatAmount(amountMinor, this.currency), currency: this.currency };
    if (this.#amounts.size < MOST_AMOUNTS) this.#amounts.set(text, money);
    return money;
  }

  /** An amount that must be there. */
  requiredAmount(position: number): Money {
    return this.amount(position) ?? this.fail(`${this.name(position)} is missing`, position);
  }

  /** A quantity as a decimal string without needless zeros. */
  quantity(position: number): string | undefined {
    const text = this.cursor.element(position);
    if (text === '') return undefined;
    const match = /^(-?)0*(\d{0,15})(?:\.(\d{0,6}?)0*)?$/.exec(text);
    if (!match || text.length > 24 || !/\d/.test(text)) this.fail(`${this.name(position)} is not a quantity`, position);
    const [, sign = '', whole = '', fraction = ''] = match;
    const digits = `${whole || '0'}${fraction && `.${fraction}`}`;
    return digits === '0' ? digits : sign + digits;
  }

  /** A date CCYYMMDD, as ISO. */
  date(position: number): string {
    const text = this.requiredText(position);
    return isoDate(text) ?? this.fail(`${this.name(position)}${this.#quote(text)} is not a date (CCYYMMDD)`, position);
  }

  /** The components of a composite that must be there, as texts without trailing spaces; empty ones at the end are gone. */
  composite(position: number): readonly string[] {
    this.requiredText(position);
    const components = this.cursor.components(position).map((text) => this.#checked(text, position, 80) ?? '');
    while (components.at(-1) === '') components.pop();
    return components;
  }

  /** `CLP03`. */
  name(position: number): string {
    return `${this.cursor.id}${String(position).padStart(2, '0')}`;
  }

  /** Elements after `maximum` must be empty: the guide has no more. */
  atMost(maximum: number): void {
    for (let position = maximum + 1; position <= this.cursor.elementCount; position += 1) {
      if (this.cursor.element(position) !== '') this.fail(`${this.cursor.id} has more than ${maximum} elements`, position);
    }
  }

  /** Ends the reading here. */
  fail(message: string, position = 0): never {
    const { cursor } = this;
    const offset = position === 0 ? cursor.offset : cursor.elementOffset(position);
    throw new X835SyntaxError(message, offset, { index: this.index, id: cursor.id });
  }

  #checked(raw: string, position: number, maximum: number): string | undefined {
    const text = raw.trimEnd();
    if (text === '') return undefined;
    if (text.length > maximum) this.fail(`${this.name(position)} has more than ${maximum} characters`, position);
    if (CONTROL.test(text)) this.fail(`${this.name(position)} has control characters in it`, position);
    return text;
  }

  #quote(text: string): string {
    return QUOTABLE.has(this.cursor.id) ? ` ${printable(text)}` : '';
  }
}

const MOST_AMOUNTS = 10_000;
/** 10^15 in major units, of two decimals each. */
const LIMIT_MINOR = 10n ** 17n;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
