import type { Schema } from '../contract.ts';
import type { JsonObject } from '../load/is-object.ts';

/** A schema under construction. */
export type MutableSchema = Record<string, unknown>;

/** Converts a schema that stands under a keyword of its holder, by name or index when the keyword holds several. */
export type MemberConverter = (value: unknown, holder: JsonObject, key: string, item?: string | number) => Schema;

/** Converts a list of schemas; the list itself when nothing changes. */
export function convertList(list: readonly unknown[], holder: JsonObject, key: string, convertMember: MemberConverter): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const converted = convertMember(list[index], holder, key, index);
    if (converted !== list[index]) (copy ??= [...list])[index] = converted;
  }
  return copy ?? list;
}

/** Converts schemas by name; the object itself when nothing changes. */
export function convertMembers(members: JsonObject, holder: JsonObject, key: string, convertMember: MemberConverter): JsonObject {
  let copy: Record<string, unknown> | undefined;
  for (const name in members) {
    const value = members[name];
    const converted = convertMember(value, holder, key, name);
    if (converted === value) continue;
    setMember((copy ??= { ...members }), name, converted);
  }
  return copy ?? members;
}

/** Sets a member, which may be called `__proto__`. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else object[name] = value;
}
