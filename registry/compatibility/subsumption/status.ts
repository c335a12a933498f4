/** What is known of a set of values: one of them, that it is empty, or why neither could be found out. */
export type Status =
  | { readonly kind: 'found'; readonly value: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'unsure'; readonly reason: string };

/** No value. */
export const NONE: Status = { kind: 'none' };

/** A value. */
export function found(value: unknown): Status {
  return { kind: 'found', value };
}

/** Neither a value nor a proof that there is none. */
export function unsure(reason: string): Status {
  return { kind: 'unsure', reason };
}

/** The better of two answers about alternatives: a value, else doubt, else none. */
export function either(one: Status, other: Status): Status {
  if (one.kind === 'found' || other.kind === 'none') return one;
  return other.kind === 'found' || one.kind === 'none' ? other : one;
}

/** Reason of a question that has taken all its steps. */
export const TOO_LONG = 'the search takes too long';
