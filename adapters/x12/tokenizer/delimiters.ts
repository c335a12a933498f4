/** The delimiters that one interchange declares in its ISA, as byte values. `repetition` is absent where ISA11 declares none (a letter, as `U` in 4010). */
export interface Delimiters {
  readonly element: number;
  readonly component: number;
  readonly repetition?: number;
  readonly segment: number;
}

/** Whether a byte is an ASCII letter, digit or space: such a byte is data and can never delimit. */
export function isDataByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x20;
}
