/**
 * Compiles a JSON Schema `pattern`: ECMA-262 with the u flag, as JSON Schema 2020-12 §6.4 asks, or without it when the pattern is only
 * valid so (`\-` or `\_` outside of a class, common in contracts).
 *
 * @returns undefined when the pattern is no ECMA-262 expression at all.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return undefined;
}
