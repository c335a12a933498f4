import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { shapeOf } from '../../answers/schema-shape.ts';
import type { SchemaShape } from '../../answers/schema-shape.ts';
import { formsOf, nounOf } from './nouns.ts';
import { schemaAt, WHOLE } from './resource-place.ts';
import type { ResourcePlace } from './resource-place.ts';

/** What is known of a resource while its place in a body is sought. */
export interface SoughtResource {
  /** Names that the collection goes by, plain: `contacts`, `contact`. */
  readonly nouns: ReadonlySet<string>;
  /** Fields that would hold its id, plain, the most telling first: `contactid`, `id`. */
  readonly idNames: readonly string[];
  /** Schemas that are known to be, or that may be, the resource's. */
  readonly schemas: readonly Schema[];
}

/** Members that envelopes hold a resource in, whatever it is. */
const CARRIERS = /^(d|data|result|resource|item|record|entity|entry|entries|value|payload|content|response|body|object|element)s?$/;

/** Members that stand beside a resource. */
const COMPANIONS =
  /^(warnings?|errors?|messages?|status|code|success|ok|_?links?|_?meta(data)?|paging|pagination|page|pageinfo|cursors?|included|jsonapi|id|version|total|count|timestamp|time|date|context|@.*|__.*|.*(metadata|datetimeutc|nextlink|requestid|traceid|correlationid))$/;

const MAX_DEPTH = 3;

/**
 * Finds where a resource stands in a body by the body's schema. A body is the resource itself unless one of its members is more like it: has the schema
 * that items of the list have, or is named like the collection or like what envelopes are made of, with nothing of weight beside it.
 */
export function findResourcePlace(contract: Contract, schema: Schema, sought: SoughtResource, depth = 0): ResourcePlace {
  const shape = shapeOf(contract, schema);
  if (shape.types.includes('array')) {
    return shape.items !== undefined && isObjectShape(contract, shape.items)
      ? [0, ...findResourcePlace(contract, shape.items, sought, depth + 1)]
      : WHOLE;
  }
  if (depth >= MAX_DEPTH || sought.schemas.some((known) => isWithin(contract, shape, known))) return WHOLE;
  let best: { readonly name: string; readonly schema: Schema; readonly weight: number } | undefined;
  const own = 10 * likeness(contract, shape, sought) + 3 * weightOfIds(shape, sought);
  for (const [name, member] of shape.properties) {
    const weight = weightOf(contract, shape, name, member, sought);
    if (weight > (best?.weight ?? own)) best = { name, schema: member, weight };
  }
  return best ? [best.name, ...findResourcePlace(contract, best.schema, sought, depth + 1)] : WHOLE;
}

/** Finds the list of a resource in a body; undefined when the body holds no list. */
export function findListPlace(contract: Contract, schema: Schema, sought: SoughtResource): ResourcePlace | undefined {
  let best: { readonly place: ResourcePlace; readonly weight: number } | undefined;
  for (const { place, items } of arraysIn(contract, schema, WHOLE)) {
    const weight = weightOfList(contract, place, items, sought);
    if (!best || weight > best.weight) best = { place, weight };
  }
  return best?.place;
}

/** The schemas that the items of the lists in a body have: what a resource of the collection may look like. */
export function listedSchemas(contract: Contract, schema: Schema, sought: SoughtResource): readonly Schema[] {
  return [...arraysIn(contract, schema, WHOLE)].flatMap(({ items, place }) =>
    isObjectShape(contract, items) && !isCompanion(lastName(place), sought.nouns)
      ? [schemaAt(contract, items, findResourcePlace(contract, items, sought))]
      : [],
  );
}

/** What the path of a collection says of its resources, with the names of the parameters that identify one. */
export function namesOfPath(template: string, parameters: readonly string[] = []): SoughtResource {
  const nouns = new Set(formsOf(nounOf(template)).map(plainName));
  const idNames = [...parameters.map(plainName), ...[...nouns].map((noun) => `${noun}id`)].filter((name) => name !== 'id');
  return { nouns, idNames: [...idNames, 'id'], schemas: [] };
}

/** A name without case and separators. */
export function plainName(name: string): string {
  return name.replaceAll(/(?<=.)[-_.\s]/g, '').toLowerCase();
}

function* arraysIn(
  contract: Contract,
  schema: Schema,
  place: ResourcePlace,
): Generator<{ readonly place: ResourcePlace; readonly items: Schema }> {
  const { types, items, properties } = shapeOf(contract, schema);
  if (types.includes('array') || items !== undefined) yield { place, items: items ?? true };
  else if (place.length < MAX_DEPTH) for (const [name, member] of properties) yield* arraysIn(contract, member, [...place, name]);
}

function weightOfList(contract: Contract, place: ResourcePlace, items: Schema, sought: SoughtResource): number {
  const name = lastName(place);
  const shape = shapeOf(contract, items);
  const named = sought.nouns.has(name) ? 4 : CARRIERS.test(name) ? 3 : isCompanion(name, sought.nouns) ? -8 : 0;
  return 10 * likeness(contract, shape, sought) + named + weightOfIds(shape, sought) - place.length;
}

/** How much a member is more than a part of what it stands in; 0 where nothing says so. */
function weightOf(contract: Contract, around: SchemaShape, name: string, member: Schema, sought: SoughtResource): number {
  const plain = plainName(name);
  const outer = shapeOf(contract, member);
  const shape = outer.types.includes('array') && outer.items !== undefined ? shapeOf(contract, outer.items) : outer;
  if (shape.properties.size === 0 || isCompanion(plain, sought.nouns)) return 0;
  const isAlone = [...around.properties.keys()].every((other) => other === name || isCompanion(plainName(other), sought.nouns));
  const ids = weightOfIds(shape, sought);
  const named = sought.nouns.has(plain) ? 4 : isAlone && (CARRIERS.test(plain) || ids > 0) ? 3 : 0;
  const isSame = sought.schemas.some((known) => isSameShape(shape, shapeOf(contract, known)));
  return isSame || named > 0 ? 10 * likeness(contract, shape, sought) + named + ids : 0;
}

/** 3 for an id that is named like the path's parameter or the collection, 2 for another. */
function weightOfIds({ properties }: SchemaShape, { idNames }: SoughtResource): number {
  const names = new Set([...properties.keys()].map(plainName));
  const found = idNames.find((name) => names.has(name));
  return found === undefined ? 0 : found === 'id' ? 2 : 3;
}

function isCompanion(plain: string, nouns: SoughtResource['nouns']): boolean {
  return COMPANIONS.test(plain) && !nouns.has(plain);
}

function lastName(place: ResourcePlace): string {
  return plainName(place.findLast((step) => step !== 0) ?? '');
}

/** True for what has no member that the resource lacks: the resource, or what makes one. */
function isWithin(contract: Contract, { properties }: SchemaShape, known: Schema): boolean {
  const whole = shapeOf(contract, known).properties;
  return properties.size > 0 && [...properties.keys()].every((name) => whole.has(name));
}

function isSameShape({ properties: one }: SchemaShape, { properties: other }: SchemaShape): boolean {
  return one.size > 0 && one.size === other.size && [...one.keys()].every((name) => other.has(name));
}

/** The share of the members of the smaller one that both have: of a shape and that schema of the resource that is most like it. */
function likeness(contract: Contract, { properties }: SchemaShape, { schemas }: SoughtResource): number {
  return Math.max(
    0,
    ...schemas.map((known) => {
      const other = shapeOf(contract, known).properties;
      const smaller = Math.min(properties.size, other.size);
      return smaller === 0 ? 0 : [...properties.keys()].filter((name) => other.has(name)).length / smaller;
    }),
  );
}

function isObjectShape(contract: Contract, schema: Schema): boolean {
  return shapeOf(contract, schema).properties.size > 0;
}
