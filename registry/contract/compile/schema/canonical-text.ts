/**
 * One text for each JSON value: two values are equal as JSON Schema understands it (member order and number notation don't matter) exactly
 * when their texts are. Keys such as `__proto__` or `valueOf` are ordinary members.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText((value as Record<string, unknown>)[key])}`);
  return `{${members.join(',')}}`;
}
