/** Interchange note codes (X12 data element I18, TA105) that a refused interchange is acknowledged with. */
export const INTERCHANGE_NOTES = {
  '001': 'The interchange control numbers in header and trailer do not match',
  '004': 'The segment terminator is invalid',
  '017': 'Invalid interchange version',
  '018': 'Invalid interchange control number value',
  '021': 'Invalid number of included groups value',
  '022': 'Invalid control structure',
  '023': 'Improper (premature) end of file',
  '026': 'Invalid data element separator',
  '027': 'Invalid component element separator',
} as const satisfies Record<string, string>;

/** An interchange note code. */
export type InterchangeNote = keyof typeof INTERCHANGE_NOTES;
