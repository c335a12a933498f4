import type { SegmentCursor } from '../tokenizer/segment-cursor.ts';
import { controlCount } from './control-count.ts';
import type { InterchangeHeader } from './interchange-header.ts';
import type {
  EnvelopeFault,
  FunctionalGroup,
  FunctionalGroupHeader,
  Interchange,
  InterchangeFault,
  SegmentPlace,
  TransactionSet,
  TransactionSetFault,
} from './interchange.ts';
import { printable } from './printable.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };
type OpenGroup = Open<Omit<FunctionalGroup, 'sets'>> & { readonly sets: TransactionSet[]; readonly controlNos: Set<string> };

/**
 * Builds one interchange from its segments, in order, and checks every header against its trailer. Of several faults of one envelope the
 * first is kept: later ones follow from it more often than not.
 */
export class InterchangeBuilder {
  readonly #start: number;
  readonly #header: InterchangeHeader | undefined;
  readonly #groups: OpenGroup[] = [];
  #fault: InterchangeFault | undefined;
  #group: OpenGroup | undefined;
  #set: Open<TransactionSet> | undefined;
  #groupHeaders = 0;
  #segmentIndex: number;
  #setIndex = 0;

  /** @param fault what is already known to be wrong; the segments are then read to count and value what is refused */
  constructor(start: number, header: InterchangeHeader | undefined, fault: InterchangeFault | undefined) {
    this.#start = start;
    this.#header = header;
    this.#fault = fault;
    this.#segmentIndex = header ? 1 : 0;
  }

  /** Takes the segment the cursor stands on. Returns true when it was the IEA, and the interchange is complete. */
  add(cursor: SegmentCursor): boolean {
    this.#segmentIndex += 1;
    const id = cursor.id;
    switch (id) {
      case 'GS':
        this.#openGroup(cursor);
        break;
      case 'ST':
        this.#openSet(cursor);
        break;
      case 'SE':
        this.#closeSet(cursor);
        break;
      case 'GE':
        this.#closeGroup(cursor);
        break;
      case 'IEA':
        return this.#closeInterchange(cursor);
      default:
        this.#addOther(cursor, id);
    }
    return false;
  }

  /** Ends an interchange whose IEA never came. `why` says what came instead. */
  breakOff(offset: number, why: string, note: '022' | '023'): void {
    this.#truncateSet(offset, why);
    if (this.#group?.header)
      this.#failGroup({ message: `${why} before the GE segment of group ${printable(this.#group.header.controlNo)}`, offset });
    this.#failInterchange({ message: `${why} before the IEA segment: the interchange is not complete`, offset }, note);
  }

  /** The interchange as far as it was built. */
  build(end: number, delimiters: Interchange['delimiters']): Interchange {
    return {
      start: this.#start,
      end,
      ...(this.#header && { header: this.#header }),
      ...(delimiters && { delimiters }),
      groups: this.#groups.map(({ header, sets, fault }) => ({ ...(header && { header }), sets, ...(fault && { fault }) })),
      ...(this.#fault && { fault: this.#fault }),
    };
  }

  #openGroup(cursor: SegmentCursor): void {
    this.#truncateSet(cursor.offset, 'a GS segment comes');
    if (this.#group?.header) this.#failGroup({ message: 'a GS segment comes before the GE segment of the group', ...this.#place(cursor) });
    const header: FunctionalGroupHeader = {
      offset: cursor.offset,
      functionalId: cursor.element(1).trimEnd(),
      controlNo: cursor.element(6).trimEnd(),
      guide: cursor.element(8).trimEnd(),
    };
    this.#groupHeaders += 1;
    this.#group = { header, sets: [], controlNos: new Set() };
    this.#groups.push(this.#group);
    if (controlCount(header.controlNo) === undefined) {
      this.#failGroup({ message: `GS06 is ${printable(header.controlNo)}, not a group control number`, ...this.#place(cursor, 6) });
    }
  }

  #openSet(cursor: SegmentCursor): void {
    this.#truncateSet(cursor.offset, 'another ST segment comes');
    if (!this.#group) {
      const message = 'an ST segment stands outside of every functional group';
      this.#failInterchange({ message, ...this.#place(cursor) }, '022');
      this.#group = { sets: [], controlNos: new Set(), fault: { message, ...this.#place(cursor) } };
      this.#groups.push(this.#group);
    }
    const controlNo = cursor.element(2).trimEnd();
    this.#setIndex = 1;
    this.#set = { start: cursor.offset, end: cursor.next, setId: cursor.element(1).trimEnd(), controlNo, segmentCount: 1 };
    if (!/^[0-9A-Za-z]{4,9}$/.test(controlNo)) {
      this.#failSet({
        message: `ST02 is ${printable(controlNo)}, not a control number of four to nine characters`,
        ...this.#place(cursor, 2),
      });
    } else if (this.#group.controlNos.has(controlNo)) {
      this.#failSet({ message: `ST02 ${printable(controlNo)} was already used in this functional group`, ...this.#place(cursor, 2) });
    }
    this.#group.controlNos.add(controlNo);
  }

  #closeSet(cursor: SegmentCursor): void {
    const set = this.#set;
    if (!set) return this.#addStray(cursor, 'SE');
    this.#setIndex += 1;
    set.segmentCount += 1;
    set.end = cursor.next;
    const declared = cursor.element(1).trimEnd();
    const controlNo = cursor.element(2).trimEnd();
    if (controlNo !== set.controlNo) {
      this.#failSet({ message: `SE02 is ${printable(controlNo)} but ST02 is ${printable(set.controlNo)}`, ...this.#place(cursor, 2) });
    } else if (controlCount(declared) !== set.segmentCount) {
      this.#failSet({
        message: `SE01 says ${printable(declared)} segments but ${set.segmentCount} were received`,
        ...this.#place(cursor, 1),
      });
    }
    this.#keepSet();
  }

  #closeGroup(cursor: SegmentCursor): void {
    this.#truncateSet(cursor.offset, 'the GE segment comes');
    const group = this.#group;
    if (!group?.header) return this.#addStray(cursor, 'GE');
    const declared = cursor.element(1).trimEnd();
    const controlNo = cursor.element(2).trimEnd();
    if (controlCount(controlNo) !== controlCount(group.header.controlNo)) {
      this.#failGroup({
        message: `GE02 is ${printable(controlNo)} but GS06 is ${printable(group.header.controlNo)}`,
        ...this.#place(cursor, 2),
      });
    } else if (controlCount(declared) !== group.sets.length) {
      this.#failGroup({
        message: `GE01 says ${printable(declared)} transaction sets but ${group.sets.length} were received`,
        ...this.#place(cursor, 1),
      });
    }
    this.#group = undefined;
  }

  #closeInterchange(cursor: SegmentCursor): boolean {
    this.#truncateSet(cursor.offset, 'the IEA segment comes');
    if (!this.#header) {
      this.#addStray(cursor, 'IEA');
      return true;
    }
    if (this.#group?.header)
      this.#failGroup({ message: 'the IEA segment comes before the GE segment of the group', ...this.#place(cursor) });
    const declared = cursor.element(1).trimEnd();
    const controlNo = cursor.element(2).trimEnd();
    if (controlNo !== this.#header.controlNo) {
      this.#failInterchange(
        { message: `IEA02 is ${printable(controlNo)} but ISA13 is ${printable(this.#header.controlNo)}`, ...this.#place(cursor, 2) },
        '001',
      );
    } else if (controlCount(declared) !== this.#groupHeaders) {
      this.#failInterchange(
        {
          message: `IEA01 says ${printable(declared)} functional groups but ${this.#groupHeaders} were received`,
          ...this.#place(cursor, 1),
        },
        '021',
      );
    }
    return true;
  }

  #addOther(cursor: SegmentCursor, id: string): void {
    if (this.#set) {
      this.#setIndex += 1;
      this.#set.segmentCount += 1;
      this.#set.end = cursor.next;
    } else if (id !== 'TA1' || this.#groups.length > 0) this.#addStray(cursor, id);
  }

  #addStray(cursor: SegmentCursor, id: string): void {
    const message = `${/^[A-Z][0-9A-Z]{1,2}$/.test(id) ? `a segment ${id}` : 'a segment that X12 does not know'} stands`;
    if (this.#group?.header) this.#failGroup({ message: `${message} between transaction sets`, ...this.#place(cursor) });
    else this.#failInterchange({ message: `${message} between envelopes`, ...this.#place(cursor) }, '022');
  }

  #truncateSet(offset: number, why: string): void {
    const set = this.#set;
    if (!set) return;
    const message = `${why} before the SE segment of transaction set ${printable(set.controlNo)}: it is not complete`;
    set.fault = { code: 'TRANSACTION_TRUNCATED', message, offset };
    set.end = offset;
    this.#keepSet();
  }

  #keepSet(): void {
    if (this.#set && this.#group) this.#group.sets.push(this.#set);
    this.#set = undefined;
  }

  #failSet(fault: Omit<TransactionSetFault, 'code'>): void {
    if (this.#set) this.#set.fault ??= { code: 'TRANSACTION_REJECTED', ...fault };
  }

  #failGroup(fault: EnvelopeFault): void {
    if (this.#group) this.#group.fault ??= fault;
  }

  #failInterchange(fault: EnvelopeFault, note: NonNullable<InterchangeFault['note']>): void {
    this.#fault ??= { code: 'INTERCHANGE_REJECTED', note, ...fault };
  }

  #place(cursor: SegmentCursor, element = 0): { readonly offset: number; readonly segment: SegmentPlace } {
    const index = this.#set ? this.#setIndex : this.#segmentIndex;
    return { offset: element === 0 ? cursor.offset : cursor.elementOffset(element), segment: { index, id: cursor.id } };
  }
}
