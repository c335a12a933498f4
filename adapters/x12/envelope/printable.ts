/** A value of an envelope or payment segment as messages show it: in quotes, at most 20 characters, control characters as `?`. Never for segments that can carry patient data. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const safe = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '?');
  return `'${safe.length > 20 ? `${safe.slice(0, 19)}…` : safe}'`;
}
