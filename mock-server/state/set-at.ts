import { pointerSegments } from '../../registry/contract/index.ts';
import { isObject } from '../answers/schema-shape.ts';
import { pickMembers, setMember } from '../answers/own-members.ts';

/**
 * A copy of a value with another value at a JSON pointer, at each item of a list for `*`. What `produce` gives undefined for stays as it is, and
 * so does what the pointer cannot reach.
 *
 * @param produce is called with what stands there and the object that it stands in
 */
export function setAt(value: unknown, pointer: string, produce: (current: unknown, part: unknown) => unknown): unknown {
  return walk(value, pointerSegments(pointer), produce);
}

function walk(value: unknown, [token, ...rest]: readonly string[], produce: (current: unknown, part: unknown) => unknown): unknown {
  if (token === undefined) return value;
  if (token === '*') return Array.isArray(value) ? value.map((item: unknown) => walk(item, rest, produce)) : value;
  if (!isObject(value)) return value;
  const current = Object.hasOwn(value, token) ? value[token] : undefined;
  const next = rest.length === 0 ? produce(current, value) : walk(current ?? (rest[0] === '*' ? undefined : {}), rest, produce);
  if (next === undefined) return value;
  const copy = pickMembers(value, () => true);
  setMember(copy, token, next);
  return copy;
}
