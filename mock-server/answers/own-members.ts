import { isObject } from './schema-shape.ts';

/** Sets a member as an own property, whatever its name (`__proto__` included). */
export function setMember(target: object, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else (target as Record<string, unknown>)[name] = value;
}

/** Copies of the members of an object that `keep` lets through. */
export function pickMembers(value: unknown, keep: (name: string) => boolean): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  if (isObject(value)) for (const [name, member] of Object.entries(value)) if (keep(name)) setMember(picked, name, member);
  return picked;
}
