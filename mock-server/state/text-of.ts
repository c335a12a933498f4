/**
 * The text of a decoded value: scalars as JavaScript writes them, the items of a list with commas between them, objects as JSON. Never throws:
 * `String` would call what an object has by the name of `toString`.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? value.map(textOf).join(',') : JSON.stringify(value);
}
