/** The value at a JSON pointer (RFC 6901), or undefined. Own members only. */
export function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointerTokens(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[token];
  }
  return current;
}

/** The values at a JSON pointer in which `*` stands for every item of an array; absent ones are left out. */
export function valuesAt(value: unknown, pointer: string): readonly unknown[] {
  let current: readonly unknown[] = [value];
  for (const token of pointerTokens(pointer)) {
    current = current.flatMap((member): readonly unknown[] => {
      if (token === '*') return Array.isArray(member) ? (member as readonly unknown[]) : [];
      if (typeof member !== 'object' || member === null || !Object.hasOwn(member, token)) return [];
      return [(member as Readonly<Record<string, unknown>>)[token]];
    });
  }
  return current.filter((member) => member !== undefined);
}

/** The tokens of a pointer, unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
