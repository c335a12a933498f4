import type { SchemaObject } from '../../contract/index.ts';
import type { JudgeableSchema } from '../../contract/index.ts';
import { SCHEMA_KEYWORDS, subschemasOf } from '../../contract/index.ts';
import { type CompiledPart, declaredKeyword, memberOf, originalPart } from './compile-schema.ts';
import { matchesPattern } from './evaluate.ts';
import { isObject } from './json-value.ts';
import type { Node } from './nodes.ts';
import type { JudgedSchema, SchemaView } from './schema-view.ts';

/** The schema objects of one side that judge one instance: what tells where a formula was written. */
export interface Located {
  readonly view: SchemaView;
  /** Without those that only refer. */
  readonly objects: readonly JudgedObject[];
  /** The same for the same objects. */
  readonly key: string;
}

interface JudgedObject {
  readonly judged: Exclude<JudgeableSchema, boolean>;
  readonly original: SchemaObject | undefined;
}

/** Where a formula was written. */
export interface WrittenKeyword {
  readonly schema: SchemaObject | undefined;
  readonly keyword: string;
  readonly property: string | undefined;
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** Locates an instance by the schemas that judge it. */
export function locate(view: SchemaView, roots: readonly JudgedSchema[]): Located {
  const objects: JudgedObject[] = [];
  const seen = new Set<object>();
  const visit = ({ judged, original }: JudgedSchema): void => {
    if (typeof judged === 'boolean' || seen.has(judged)) return;
    seen.add(judged);
    const source = isObject(original) ? original : undefined;
    const onlyRefers = typeof judged['$ref'] === 'string' && Object.keys(judged).length === 1;
    if (!onlyRefers) objects.push({ judged, original: source });
    if (typeof judged['$ref'] === 'string') visit(view.targetOf(judged['$ref']));
    for (const keyword of Object.keys(judged)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape === undefined || shape.holds === 'value' || !shape.inPlace) continue;
      for (const [name, part] of subschemasOf(shape, judged[keyword])) {
        const from =
          shape.holds === 'schema'
            ? memberOf(source, keyword)
            : shape.holds === 'schemas'
              ? originalPart(source, keyword, Number(name))
              : memberOf(source, keyword, name);
        visit({ judged: part, original: from });
      }
    }
  };
  roots.forEach(visit);
  return { view, objects, key: objects.map(({ judged }) => identify(judged)).join(',') };
}

/** A number for an object, the same for the same object. */
export function identify(object: object): number {
  let id = identities.get(object);
  if (id === undefined) {
    identified += 1;
    id = identified;
    identities.set(object, id);
  }
  return id;
}

/** Locates a member or an item of a located instance. */
export function stepInto({ view, objects }: Located, segment: string, isArray: boolean): Located {
  return locate(
    view,
    objects.flatMap((object) => (isArray ? itemSchemas(object, Number(segment)) : memberSchemas(object, segment))),
  );
}

function memberSchemas({ judged, original }: JudgedObject, name: string): readonly JudgedSchema[] {
  const found: JudgedSchema[] = [];
  const add = (schema: unknown, from: JudgedSchema['original']): void => {
    found.push({ judged: schema as JudgeableSchema, original: from });
  };
  const properties = judged['properties'];
  if (isObject(properties) && Object.hasOwn(properties, name)) add(properties[name], memberOf(original, 'properties', name));
  const patterns = judged['patternProperties'];
  if (isObject(patterns)) {
    for (const pattern of Object.keys(patterns)) {
      if (matchesPattern(pattern, name)) add(patterns[pattern], memberOf(original, 'patternProperties', pattern));
    }
  }
  if (found.length > 0) return found;
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (judged[keyword] !== undefined) add(judged[keyword], memberOf(original, keyword));
  }
  return found;
}

function itemSchemas({ judged, original }: JudgedObject, index: number): readonly JudgedSchema[] {
  const prefix = judged['prefixItems'];
  if (Array.isArray(prefix) && index < prefix.length) {
    return [{ judged: prefix[index] as JudgeableSchema, original: memberOf(original, 'prefixItems', index) }];
  }
  return ['items', 'unevaluatedItems'].flatMap((keyword) =>
    judged[keyword] === undefined ? [] : [{ judged: judged[keyword] as JudgeableSchema, original: memberOf(original, keyword) }],
  );
}

/** The keyword that a formula was written as. */
export function whereWritten({ view, objects }: Located, node: Node): WrittenKeyword | undefined {
  for (const fits of [isPart, isWithinPart, isUnevaluated]) {
    for (const object of objects) {
      const part = view.compiled(object).parts.find((each) => fits(each, node));
      if (part) return written(object, part);
    }
  }
  return undefined;
}

function isPart(part: CompiledPart, node: Node): boolean {
  return part.node === node;
}

const IN_PLACE: ReadonlySet<string> = new Set(['$ref', 'allOf']);

function isWithinPart({ keyword, node }: CompiledPart, wanted: Node): boolean {
  return !IN_PLACE.has(keyword) && holdsWithin(node, wanted);
}

function holdsWithin(node: Node, wanted: Node): boolean {
  if (node === wanted) return true;
  switch (node.kind) {
    case 'all':
    case 'any':
    case 'one':
      return node.parts.some((part) => holdsWithin(part, wanted));
    case 'not':
      return holdsWithin(node.part, wanted);
    case 'if':
      return [node.test, node.then, node.else].some((part) => holdsWithin(part, wanted));
    default:
      return false;
  }
}

function isUnevaluated({ node }: CompiledPart, wanted: Node): boolean {
  if (node.kind === 'unevaluated-properties') return wanted.kind === 'other-properties' && wanted.schema === node.schema;
  if (node.kind !== 'unevaluated-items' || wanted.kind !== 'items-from') return false;
  return wanted.schema === node.schema || (wanted.schema.kind === 'any' && wanted.schema.parts.includes(node.schema));
}

function written({ original }: JudgedObject, part: CompiledPart): WrittenKeyword {
  if (original === undefined) return { schema: undefined, keyword: part.keyword, property: part.property };
  const { schema, keyword } = declaredKeyword(original, part.keyword);
  return { schema, keyword, property: part.property };
}

/** The schema object of a side that is nearest to a keyword of the other: one that has the keyword, else the first. */
export function counterpartOf({ objects }: Located, keyword: string): SchemaObject | undefined {
  const originals = objects.flatMap(({ original }) => (original ? [declaredKeyword(original, '').schema] : []));
  return originals.find((original) => Object.hasOwn(original, keyword)) ?? originals[0];
}
