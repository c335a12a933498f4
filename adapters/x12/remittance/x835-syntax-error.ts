import type { SegmentPlace } from '../envelope/interchange.ts';

/** Ends the reading of one transaction set. It never leaves `readRemittance`, which turns it into a fault. */
export class X835SyntaxError extends Error {
  override readonly name = 'X835SyntaxError';
  readonly offset: number;
  readonly segment: SegmentPlace;

  constructor(message: string, offset: number, segment: SegmentPlace) {
    super(message);
    this.offset = offset;
    this.segment = segment;
  }
}
