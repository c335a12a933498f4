import type { ElementReader } from './element-reader.ts';

const POSITIONS: Readonly<Record<string, readonly number[]>> = { MIA: [5, 20, 21, 22, 23], MOA: [3, 4, 5, 6, 7] };

/** Remittance advice remark codes of a MIA (inpatient) or MOA (outpatient) segment. */
export function readRemarkCodes(reader: ElementReader): readonly string[] {
  const positions = POSITIONS[reader.cursor.id] ?? [];
  return positions.filter((position) => reader.text(position) !== undefined).map((position) => readRemarkCode(reader, position));
}

/** One remittance advice remark code. */
export function readRemarkCode(reader: ElementReader, position: number): string {
  return reader.code(position, /^[A-Z0-9]{1,6}$/, 'a remark code');
}
