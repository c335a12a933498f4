import type { InterchangeHeader } from './interchange-header.ts';
import type { InterchangeNote } from './interchange-note.ts';

/**
 * The TA1 segment (X12.56) that refuses an interchange: control number, date and time are echoed from its ISA so that the sender finds it.
 * What isn't digits there is echoed as zeros.
 *
 * @example 'TA1*000000002*260131*0710*R*001~'
 */
export function rejectInterchange(header: InterchangeHeader, note: InterchangeNote): string {
  return `TA1*${digits(header.controlNo, 9)}*${digits(header.date, 6)}*${digits(header.time, 4)}*R*${note}~`;
}

function digits(text: string, length: number): string {
  return text.length === length && /^\d+$/.test(text) ? text : '0'.repeat(length);
}
