import type { Random } from '../subsumption/testing/random-values.ts';
import { LIFT_TO_3_1 } from './lift-to-3-1.ts';
import { mapSchemas } from './map-schemas.ts';
import { isNode, type Node, type OpenApiDocument, type Rewrite } from './rewrite.ts';

/** Rewrites of single schemas. */
export const SCHEMA_REWRITES: readonly Rewrite[] = [
  onSome('wrap in allOf', 'a value must satisfy each part, and there is one', (schema) => ({ allOf: [schema] })),
  onSome('wrap in anyOf, twice', 'an alternative repeated offers nothing new', (schema, document) =>
    hasMeaning(document, schema) ? schema : { anyOf: [schema, structuredClone(schema)] },
  ),
  onSome('wrap in oneOf', 'exactly one of one is that one', (schema, document) =>
    hasMeaning(document, schema) ? schema : { oneOf: [schema] },
  ),
  onSome('leave out the type beside texts listed', 'what is listed is a text anyway', (schema) => {
    const { type, nullable, ...others } = schema;
    const values = schema['enum'];
    const isTexts = Array.isArray(values) && values.every((value) => typeof value === 'string');
    return isTexts && type === 'string' && nullable !== true ? others : schema;
  }),
  onSome('add the type beside texts listed', 'what is listed is a text anyway', (schema) => {
    const values = schema['enum'];
    const isTexts = Array.isArray(values) && values.every((value) => typeof value === 'string');
    return isTexts && schema['type'] === undefined ? { ...schema, type: 'string' } : schema;
  }),
  onSome('split into two parts of allOf', 'a value must satisfy both parts', split),
  {
    name: 'a constant for a list of one value',
    why: 'to be one of one value is to be that value; 3.1 alone has const',
    apply: (document, random) =>
      mapSchemas(LIFT_TO_3_1.apply(document, random), (schema) => {
        const { enum: values, ...others } = schema;
        return Array.isArray(values) && values.length === 1 ? { ...others, const: values[0] } : schema;
      }),
  },
  {
    name: 'reorder members, required, enum, type and allOf',
    why: 'none of them has an order on the wire',
    apply: (document, random) =>
      mapSchemas(document, (schema) => {
        const copy = Object.fromEntries(shuffle(Object.entries(schema), random));
        for (const key of ['required', 'enum', 'allOf', 'anyOf', 'oneOf', 'type']) {
          if (Array.isArray(copy[key])) copy[key] = shuffle(copy[key] as unknown[], random);
        }
        if (isNode(copy['properties'])) copy['properties'] = Object.fromEntries(shuffle(Object.entries(copy['properties']), random));
        return copy;
      }),
  },
];

/** Rewrites one schema in six. */
function onSome(name: string, why: string, change: (schema: Node, document: OpenApiDocument) => Node): Rewrite {
  return {
    name,
    why,
    apply: (document, random) => mapSchemas(document, (schema) => (random() > 1 / 6 ? schema : change(schema, document))),
  };
}

/** Does it say something that counts of a property where it stands, not inside of an alternative? */
function hasMeaning(document: OpenApiDocument, schema: Node): boolean {
  const target = document.components['schemas']?.[String(schema['$ref']).replace('#/components/schemas/', '')];
  if (target !== undefined) return hasMeaning(document, target);
  const parts = Array.isArray(schema['allOf']) ? schema['allOf'].filter(isNode) : [];
  return (
    ['default', 'readOnly', 'writeOnly', 'deprecated'].some((keyword) => keyword in schema) ||
    parts.some((part) => hasMeaning(document, part))
  );
}

/** An object without a word on other properties, by its properties; anything else by its keywords: the type stays with the first part. */
function split(schema: Node): Node {
  if ('$ref' in schema || 'readOnly' in schema || 'writeOnly' in schema) return schema;
  const { type, nullable, ...others } = schema;
  const typed = { ...(type === undefined ? {} : { type }), ...(nullable === undefined ? {} : { nullable }) };
  if ('additionalProperties' in others || 'unevaluatedProperties' in others) return schema;
  const { properties, required, ...rest } = others;
  if (!isNode(properties)) return Object.keys(rest).length < 2 ? schema : splitKeywords(typed, others);
  const names = Object.keys(properties);
  const first = new Set(names.slice(0, names.length >> 1));
  const part = (belongs: (name: string) => boolean): Node => {
    const own = Object.fromEntries(Object.entries(properties).filter(([name]) => belongs(name)));
    const needed = Array.isArray(required) ? required.filter((name) => belongs(String(name))) : [];
    return { ...typed, properties: own, ...(needed.length > 0 && { required: needed }) };
  };
  return { ...rest, allOf: [...((rest['allOf'] as unknown[]) ?? []), part((name) => first.has(name)), part((name) => !first.has(name))] };
}

function splitKeywords(typed: Node, others: Node): Node {
  if ('allOf' in others) return { ...typed, ...others };
  const entries = Object.entries(others);
  const middle = entries.length >> 1;
  return {
    allOf: [
      { ...typed, ...Object.fromEntries(entries.slice(0, middle)) },
      { ...typed, ...Object.fromEntries(entries.slice(middle)) },
    ],
  };
}

function shuffle<T>(list: readonly T[], random: Random): readonly T[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other]!, copy[index]!];
  }
  return copy;
}
