/** Members of a schema that hold a schema. */
const ONE = new Set('additionalItems items contains additionalProperties propertyNames not if then else'.split(' '));
const LISTS = new Set('items allOf anyOf oneOf'.split(' '));
const NAMED = new Set('$defs definitions properties patternProperties dependencies'.split(' '));
const VALUES = new Set(
  'default enum const required maximum minimum exclusiveMaximum exclusiveMinimum multipleOf maxLength minLength pattern format maxItems minItems uniqueItems maxProperties minProperties'.split(
    ' ',
  ),
);

/** A part of a schema, and the member of the part above that it stands in. */
export interface SchemaPart {
  readonly fragment: Record<string, unknown>;
  readonly pointer: string;
  readonly parentPointer: string | undefined;
  readonly parent: Record<string, unknown> | undefined;
  /** Undefined for the whole schema. */
  readonly keyword: string | undefined;
  /** Name in `properties` and such, index in a list. */
  readonly key: string | number | undefined;
}

/**
 * Visits the parts of a schema before what is below them, in the order and with the gaps of json-schema-traverse 1, which decides for ajv
 * what is an id and for Spectral what is cleaned. With `allMembers` also objects in members that no specification of JSON Schema has.
 */
export function traverseSchema(schema: unknown, allMembers: boolean, visit: (part: SchemaPart) => void): void {
  const descend = (
    fragment: unknown,
    pointer: string,
    parentPointer?: string,
    keyword?: string,
    parent?: Record<string, unknown>,
    key?: string | number,
  ): void => {
    if (!isObject(fragment)) return;
    visit({ fragment, pointer, parentPointer, parent, keyword, key });
    for (const member in fragment) {
      const value = fragment[member];
      if (Array.isArray(value)) {
        if (LISTS.has(member))
          value.forEach((item: unknown, index) => descend(item, `${pointer}/${member}/${index}`, pointer, member, fragment, index));
      } else if (NAMED.has(member)) {
        if (!isObject(value)) continue;
        for (const name in value) descend(value[name], `${pointer}/${member}/${escape(name)}`, pointer, member, fragment, name);
      } else if (ONE.has(member) || (allMembers && !VALUES.has(member))) {
        descend(value, `${pointer}/${member}`, pointer, member, fragment);
      }
    }
  };
  descend(schema, '');
}

/** What `traverseSchema` with `allMembers` goes on to from a part, with the member it stands in. */
export function partsOf(fragment: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const parts: (readonly [string, unknown])[] = [];
  for (const member of Object.keys(fragment)) {
    const value = fragment[member];
    if (Array.isArray(value)) {
      if (LISTS.has(member)) for (const item of value as readonly unknown[]) parts.push([member, item]);
    } else if (NAMED.has(member)) {
      if (isObject(value)) for (const name of Object.keys(value)) parts.push([member, value[name]]);
    } else if (!VALUES.has(member)) parts.push([member, value]);
  }
  return parts;
}

/** Is this a member of a schema in which JSON Schema has schemas? */
export function holdsSchemas(member: string): boolean {
  return ONE.has(member) || LISTS.has(member) || NAMED.has(member);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
