/** A JSON object as parsed: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON object of members, whatever they are called: `__proto__` is an ordinary name. */
export function objectOf(members: Iterable<readonly [name: string, value: unknown]>): JsonObject {
  const object: Record<string, unknown> = {};
  for (const [name, value] of members) {
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return object;
}

/** The six types that JSON values have; `integer` is a number. */
export const VALUE_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;

/** One of them. */
export type ValueType = (typeof VALUE_TYPES)[number];

/** Set of types as bits, in the order of VALUE_TYPES. */
export type TypeMask = number;

/** All types. */
export const ALL_TYPES: TypeMask = (1 << VALUE_TYPES.length) - 1;

/** The bit of a type. */
export function maskOf(type: ValueType): TypeMask {
  return 1 << VALUE_TYPES.indexOf(type);
}

/** The type of a value. */
export function typeOf(value: unknown): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}
