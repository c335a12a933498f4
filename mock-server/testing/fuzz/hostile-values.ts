import fc from 'fast-check';

/** Names that reach into prototypes where a program sets members carelessly. */
export const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

/** Texts that programs stumble over. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PROTOTYPE_NAMES),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    'a\udfffb',
    '\ufeff',
    '../../../../etc/passwd',
    '..\\..\\windows',
    '%2e%2e%2f',
    '%00',
    '%',
    '%zz',
    '${7*7}',
    '{{x}}',
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
    '\r\nx-injected: 1',
    'NaN',
    '1e999',
    '-0',
    '9007199254740993',
    '0000-00-00',
    '9999-12-31T23:59:60Z',
    '2026-02-30',
    'true',
    'null',
    '[]',
    '{}',
    'İıſK',
    '𐀀'.repeat(50),
    'a'.repeat(5000),
    '(a+)+$',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);

/** A text as the bytes of a line may hold it, in latin1. */
export function inLine(text: string): string {
  return [...Buffer.from(text)].map((byte) => (byte < 32 || byte === 127 ? '_' : String.fromCharCode(byte))).join('');
}

/** A text as a request's target may hold it: percent-encoded, or as it is but for what ends a line or a word. */
export const targetText: fc.Arbitrary<string> = fc
  .tuple(hostileText, fc.boolean())
  .map(([text, isEncoded]) =>
    isEncoded ? [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') : inLine(text).replaceAll(' ', '_'),
  );

/** JSON values of every kind, with members that are named like parts of prototypes. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    hostileText,
    fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e300, -1e300, 5e-324, 2 ** 53, 4_294_967_296, [], {}),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.oneof(hostileText, fc.constantFrom('id', 'status', 'amount', 'value')), tie('value')), { maxLength: 3 })
      .map(objectOf),
  ),
})).value;

/** An object with own members of these names, `__proto__` too, as JSON.parse makes it. */
function objectOf(members: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, member] of members) {
    Object.defineProperty(value, name, { value: member, enumerable: true, writable: true, configurable: true });
  }
  return value;
}

/** A value with a few of its parts replaced, added, doubled or taken away. */
export function spoiledJson(base: unknown): fc.Arbitrary<unknown> {
  const step = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'replace', 'replace', 'add', 'remove'),
    name: hostileText,
    value: hostileJson,
  });
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => {
    let value: unknown = structuredClone(base);
    for (const { at, how, name, value: put } of steps) {
      const parts = partsOf(value);
      const part = parts[at % parts.length];
      if (!part || part.key === undefined) {
        value = how === 'replace' && at % 5 === 0 ? put : value;
        continue;
      }
      const { holder, key } = part;
      if (how === 'remove') {
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete (holder as Record<string, unknown>)[key];
      } else if (how === 'add' && !Array.isArray(holder)) {
        Object.defineProperty(holder, name, { value: put, enumerable: true, writable: true, configurable: true });
      } else Object.defineProperty(holder, key, { value: put, enumerable: true, writable: true, configurable: true });
    }
    return value;
  });
}

interface Part {
  readonly holder: object;
  readonly key: string | undefined;
}

function partsOf(value: unknown): readonly Part[] {
  const parts: Part[] = [{ holder: {}, key: undefined }];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      parts.push({ holder: node, key });
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(value);
  return parts;
}
