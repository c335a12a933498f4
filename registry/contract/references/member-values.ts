import { isObject } from '../load/is-object.ts';
import type { Extensions } from '../contract.ts';

/** A member that is a string; undefined when it is anything else. A number or date that YAML read as one counts as its text. */
export function textMember(value: unknown, key: string): string | undefined {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === 'string' ? member : typeof member === 'number' ? String(member) : undefined;
}

/** A member as an optional property to spread: nothing when it is no string. */
export function optionalText<Key extends string>(value: unknown, key: Key): { readonly [K in Key]?: string } {
  const text = textMember(value, key);
  return (text === undefined ? {} : { [key]: text }) as { readonly [K in Key]?: string };
}

/** Whether a member is `true`. */
export function isTrue(value: unknown, key: string): boolean {
  return isObject(value) && value[key] === true;
}

/** The strings of an array; none when the value is no array. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

const NO_EXTENSIONS: Extensions = {};

/** The `x-` members of an object. */
export function extensionsOf(value: unknown): Extensions {
  if (!isObject(value)) return NO_EXTENSIONS;
  let extensions: Record<string, unknown> | undefined;
  for (const name in value) if (name.startsWith('x-')) (extensions ??= {})[name] = value[name];
  return extensions ?? NO_EXTENSIONS;
}
