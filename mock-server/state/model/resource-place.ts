import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { setMember } from '../../answers/own-members.ts';
import { sampleValue } from '../../answers/sample-value.ts';
import { isObject, shapeOf } from '../../answers/schema-shape.ts';

/**
 * Where a resource stands in a body: names of members to go through, 0 for the items of a list. Nothing to go through where the body is the
 * resource; `['customer']` for `{"customer": {…}}`, `['Contacts', 0]` for `{"Contacts": [{…}]}`.
 */
export type ResourcePlace = readonly (string | 0)[];

/** The place of a body that is the resource itself. */
export const WHOLE: ResourcePlace = [];

/** The schema of what stands at a place. */
export function schemaAt(contract: Contract, schema: Schema, place: ResourcePlace): Schema {
  return place.reduce<Schema>((at, step) => {
    const { properties, items } = shapeOf(contract, at);
    return (step === 0 ? items : properties.get(step)) ?? true;
  }, schema);
}

/** The values that stand at a place of a body, in their order: one at most where the place goes through no list. */
export function valuesAtPlace(body: unknown, place: ResourcePlace): readonly unknown[] {
  return place.reduce<readonly unknown[]>(
    (found, step) =>
      found.flatMap((value): readonly unknown[] => {
        if (step === 0) return Array.isArray(value) ? value : [];
        return isObject(value) && Object.hasOwn(value, step) ? [value[step]] : [];
      }),
    [body],
  );
}

/** A copy of a body with another value for each one that stands at a place. */
export function mapAtPlace(body: unknown, [step, ...rest]: ResourcePlace, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(body);
  if (step === 0) return Array.isArray(body) ? body.map((item: unknown) => mapAtPlace(item, rest, change)) : body;
  if (!isObject(body) || !Object.hasOwn(body, step)) return body;
  const copy = { ...body };
  setMember(copy, step, mapAtPlace(body[step], rest, change));
  return copy;
}

/**
 * Puts values where resources stand in a body. Members beside them that the schema requires are sampled; a place without a list takes the first
 * value.
 */
export function enclose(
  contract: Contract,
  schema: Schema,
  place: ResourcePlace,
  values: readonly unknown[],
  seed: string,
  pointer = '',
): unknown {
  const [step, ...rest] = place;
  if (step === undefined) return values[0];
  const { properties, required, items } = shapeOf(contract, schema);
  if (step === 0) return values.map((value, index) => enclose(contract, items ?? true, rest, [value], seed, `${pointer}/${index}`));
  const body: Record<string, unknown> = {};
  for (const name of new Set([...properties.keys(), ...required, step])) {
    const property = properties.get(name) ?? true;
    const at = `${pointer}/${name}`;
    if (name === step) setMember(body, name, enclose(contract, property, rest, values, seed, at));
    else if (required.has(name)) setMember(body, name, sampleValue(contract, property, seed, 'full', at));
  }
  return body;
}
