/** A control count (N0 of X12: digits only) as a number; undefined when it is none or has more than ten digits. */
export function controlCount(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
