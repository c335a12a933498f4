import type { Contract, Schema, SchemaId, SchemaObject } from '../../contract.ts';
import { isObject } from '../../load/is-object.ts';
import { SCHEMA_KEYWORDS, subschemasOf } from './schema-keywords.ts';

/** Annotation that hides a property from one direction: `readOnly` from what the contract's offerer takes in, `writeOnly` from what it gives out. */
export type Hiding = 'readOnly' | 'writeOnly';

/** What the schemas of one instance together ask of its property names. */
export interface Demands {
  readonly required: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
  /** Are properties that are not declared judged? */
  readonly closed: boolean;
}

/** Questions about the graph of schemas that need more than one schema to answer. Answers are remembered. */
export interface SchemaGraph {
  /** The schema that an id names; undefined when the contract has none such. */
  resolve(id: SchemaId): Schema | undefined;
  /** All schema objects that judge the same instance as this one, itself first: through `$ref`, `allOf`, `oneOf`, `if` and their like. */
  inPlace(schema: SchemaObject): readonly SchemaObject[];
  /** Ids that are referred to in place. */
  referencedInPlace(schema: SchemaObject): ReadonlySet<SchemaId>;
  /** Does any property, at any depth below the schema, carry the annotation? */
  hides(schema: Schema, hiding: Hiding): boolean;
  /** Names of the properties of the instance itself that carry the annotation. */
  hiddenProperties(schema: SchemaObject, hiding: Hiding): readonly string[];
  /** What is asked of property names in place. */
  demands(schema: SchemaObject): Demands;
}

/** Opens the graph of a contract. Costs nothing until asked. */
export function openSchemaGraph(contract: Contract): SchemaGraph {
  const resolve = (id: SchemaId): Schema | undefined => contract.schemas.get(id)?.schema;

  /** `asserting` leaves out `not` and `if`, which ask without demanding. */
  function collectInPlace(schema: Schema, asserting: boolean, into: Set<SchemaObject>): Set<SchemaObject> {
    if (typeof schema === 'boolean' || into.has(schema)) return into;
    into.add(schema);
    const target = schema.$ref === undefined ? undefined : resolve(schema.$ref);
    if (target !== undefined) collectInPlace(target, asserting, into);
    for (const keyword of Object.keys(schema)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape === undefined || shape.holds === 'value' || !shape.inPlace) continue;
      if (asserting && (keyword === 'not' || keyword === 'if')) continue;
      for (const [, subschema] of subschemasOf(shape, schema[keyword])) collectInPlace(subschema, asserting, into);
    }
    return into;
  }

  function isHidden(schema: Schema, hiding: Hiding, seen: Set<object> = new Set()): boolean {
    if (typeof schema === 'boolean' || seen.has(schema)) return false;
    seen.add(schema);
    if (schema[hiding] === true) return true;
    const target = schema.$ref === undefined ? undefined : resolve(schema.$ref);
    if (target !== undefined && isHidden(target, hiding, seen)) return true;
    const parts: unknown = schema['allOf'];
    return Array.isArray(parts) && parts.some((part) => isObject(part) && isHidden(part, hiding, seen));
  }

  const inPlace = remember((schema) => [...collectInPlace(schema, false, new Set())]);
  const asserted = remember((schema) => [...collectInPlace(schema, true, new Set())]);
  const facts = remember((schema) => collectFacts(schema, isHidden));
  const hides = {
    readOnly: remember((schema) => reachesHidden(schema, 'readOnly')),
    writeOnly: remember((schema) => reachesHidden(schema, 'writeOnly')),
  };

  function reachesHidden(schema: SchemaObject, hiding: Hiding): boolean {
    const reached = new Set<SchemaObject>([schema]);
    for (const next of reached) {
      if (facts(next).hides.has(hiding)) return true;
      for (const id of facts(next).references) {
        const target = resolve(id);
        if (typeof target === 'object') reached.add(target);
      }
    }
    return false;
  }

  return {
    resolve,
    inPlace,
    referencedInPlace: remember((schema) => new Set(inPlace(schema).flatMap((part) => (part.$ref === undefined ? [] : [part.$ref])))),
    hides: (schema, hiding) => typeof schema === 'object' && hides[hiding](schema),
    hiddenProperties: (schema, hiding) => [
      ...new Set(
        asserted(schema).flatMap((part) => {
          const properties = part['properties'];
          return isObject(properties) ? Object.keys(properties).filter((name) => isHidden(properties[name] as Schema, hiding)) : [];
        }),
      ),
    ],
    demands: remember((schema) => ({
      required: new Set(asserted(schema).flatMap((part) => (Array.isArray(part['required']) ? (part['required'] as string[]) : []))),
      declared: new Set(asserted(schema).flatMap((part) => (isObject(part['properties']) ? Object.keys(part['properties']) : []))),
      closed: asserted(schema).some((part) => isClosing(part['additionalProperties']) || isClosing(part['unevaluatedProperties'])),
    })),
  };
}

/** Does the value of `additionalProperties` or `unevaluatedProperties` judge anything? */
export function isClosing(value: unknown): boolean {
  return value === false || isObject(value);
}

function remember<T>(answer: (schema: SchemaObject) => T): (schema: SchemaObject) => T {
  const answers = new WeakMap<SchemaObject, T>();
  return (schema) => {
    let known = answers.get(schema);
    if (known === undefined) {
      known = answer(schema);
      answers.set(schema, known);
    }
    return known;
  };
}

interface Facts {
  readonly references: ReadonlySet<SchemaId>;
  readonly hides: ReadonlySet<Hiding>;
}

function collectFacts(schema: SchemaObject, isHidden: (schema: Schema, hiding: Hiding) => boolean): Facts {
  const references = new Set<SchemaId>();
  const hides = new Set<Hiding>();
  const reached = new Set<SchemaObject>([schema]);
  for (const part of reached) {
    if (part.$ref !== undefined) references.add(part.$ref);
    for (const keyword of Object.keys(part)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape === undefined || shape.holds === 'value') continue;
      for (const [, subschema] of subschemasOf(shape, part[keyword])) {
        if (typeof subschema === 'boolean') continue;
        reached.add(subschema);
        if (keyword !== 'properties') continue;
        for (const hiding of ['readOnly', 'writeOnly'] as const) if (isHidden(subschema, hiding)) hides.add(hiding);
      }
    }
  }
  return { references, hides };
}
