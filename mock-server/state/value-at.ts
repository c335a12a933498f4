import { pointerSegments } from '../../registry/contract/index.ts';

/** The value at a JSON pointer (RFC 6901), or undefined. Own members only. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointerSegments(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[token];
  }
  return current;
}

/** The values at a JSON pointer in which `*` stands for every item of an array; absent ones are left out. */
export function valuesAt(value: unknown, pointer: string): readonly unknown[] {
  return valuesReader(pointer)(value);
}

/** Reads the values at a pointer from one value after the other. */
export function valuesReader(pointer: string): (value: unknown) => readonly unknown[] {
  const tokens = pointerSegments(pointer);
  return (value) => {
    let current: readonly unknown[] = [value];
    for (const token of tokens) {
      const next: unknown[] = [];
      for (const member of current) {
        if (token === '*') {
          if (Array.isArray(member)) next.push(...(member as readonly unknown[]));
        } else if (typeof member === 'object' && member !== null && Object.hasOwn(member, token)) {
          const found = (member as Readonly<Record<string, unknown>>)[token];
          if (found !== undefined) next.push(found);
        }
      }
      current = next;
    }
    return current;
  };
}
