/** The value where it is a number: what a keyword of a schema bounds, else what holds without it. */
export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
