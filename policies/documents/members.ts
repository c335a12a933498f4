/** A JSON object, as read. */
export type Members = Readonly<Record<string, unknown>>;

/** Is this a JSON object, neither null nor an array? */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a JSON object; none of anything else. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isMembers(value) ? Object.entries(value) : [];
}
