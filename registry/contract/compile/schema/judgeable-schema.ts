import type { Location, Schema, SchemaId, SchemaObject } from '../../contract.ts';
import { sourceOf } from '../../schema-location.ts';
import { compilePattern } from './pattern.ts';
import { revealHidden } from './reveal-hidden.ts';
import type { Hiding, SchemaGraph } from './schema-graph.ts';
import { isObject } from '../../load/is-object.ts';
import { isSchema, SCHEMA_KEYWORDS, subschemasOf } from './schema-keywords.ts';
import { EQUALS_ANY, rewriteValueKeywords } from './value-keywords.ts';

/** A schema rewritten for the validator: only keywords that judge, in the forms that it takes. Serves one view of the contract. */
export type JudgeableSchema = boolean | Record<string, unknown>;

/** Judgeable schemas of one contract, with the way back to where they were declared. */
export interface JudgeableSchemas {
  /** Rewrites a schema; `hiding` names the properties that its direction doesn't judge. `origin` is where it was declared, should it not know. */
  rewrite(schema: Schema, hiding: Hiding | undefined, origin: Location): JudgeableSchema;
  /** References met since the last call, and what they name: to be registered before the schema is compiled. */
  takeReferences(): ReadonlyMap<string, JudgeableSchema>;
  /** Where the keyword of a rewritten schema was declared: its nearest ancestor with a known place, and the keyword when it stands there. */
  locationOf(schema: object, keyword: string): Location | undefined;
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

interface Origin {
  readonly schema: SchemaObject;
  readonly above: Origin | undefined;
  readonly root: Location;
}

interface InstanceContext {
  readonly hiding: Hiding | undefined;
  /** Named schemas on the way here that judge this same instance: a reference back to one of them would never end. */
  readonly judging: readonly SchemaId[];
  readonly origin: Origin | undefined;
  readonly root: Location;
}

interface PartContext extends InstanceContext {
  /** Hidden properties of the instance that is judged here. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * Prepares schemas for the validator. It is total: whatever isn't JSON Schema 2020-12 (a keyword of the wrong form, an unknown type or
 * format, a pattern that is no regular expression) judges nothing, instead of failing. A `$ref` that leads back to a schema which is just
 * judging the same instance asks nothing more (`Pet: {oneOf: [Cat]}`, `Cat: {allOf: [Pet]}`).
 *
 * Hidden properties (`readOnly` on the way in, `writeOnly` on the way out; OpenAPI 3.0.3 §4.7.24.2) are neither required nor judged, and
 * closed objects let them through. A `oneOf` whose branches hide properties becomes an `anyOf`: they may differ in just those.
 */
export function createJudgeableSchemas(graph: SchemaGraph, locate: (id: SchemaId) => Location | undefined): JudgeableSchemas {
  const origins = new WeakMap<object, Origin>();
  const named = new Set<string>();
  const variants = new Map<string, number>();
  let references = new Map<string, JudgeableSchema>();

  /** Name under which the target of a reference is registered; undefined when the reference asks nothing. */
  function refer(id: SchemaId, context: PartContext): string | undefined {
    const target = graph.resolve(id);
    if (target === undefined || typeof target === 'boolean') return target === false ? nameFor(id, target, [], [], context) : undefined;
    if (context.judging.includes(id)) return undefined;
    const within = graph.referencedInPlace(target);
    const judging = context.judging.filter((other) => within.has(other));
    const { required, declared, closed } = graph.demands(target);
    const own = context.hiding === undefined ? [] : graph.hiddenProperties(target, context.hiding);
    const isJudged = (name: string) => closed || required.has(name) || (declared.has(name) && !own.includes(name));
    const inherited = [...context.hidden].filter(isJudged).sort();
    return nameFor(id, target, inherited, judging, context);
  }

  function nameFor(id: SchemaId, target: Schema, inherited: readonly string[], judging: readonly SchemaId[], context: PartContext): string {
    const { hiding } = context;
    const isView = hiding !== undefined && (inherited.length > 0 || graph.hides(target, hiding));
    let uri: string = isView ? `${id}:${hiding}` : id;
    if (inherited.length + judging.length > 0) {
      const variant = JSON.stringify([inherited, judging]);
      if (!variants.has(variant)) variants.set(variant, variants.size);
      uri += `:${variants.get(variant)}`;
    }
    if (!named.has(uri)) {
      named.add(uri);
      const root = locate(id) ?? context.root;
      references.set(
        uri,
        instance(target, { hiding: isView ? hiding : undefined, judging: [...judging, id], origin: undefined, root }, inherited),
      );
    }
    return uri;
  }

  /** Rewrites the schema of an instance of its own: the root, a property, an item. */
  function instance(schema: Schema, context: InstanceContext, inherited: readonly string[] = []): JudgeableSchema {
    const own = typeof schema === 'boolean' || context.hiding === undefined ? [] : graph.hiddenProperties(schema, context.hiding);
    return part(schema, { ...context, hidden: own.length + inherited.length === 0 ? NOTHING_HIDDEN : new Set([...inherited, ...own]) });
  }

  /** Rewrites one of the schemas that judge the same instance. */
  function part(schema: Schema, context: PartContext): JudgeableSchema {
    if (typeof schema === 'boolean') return schema;
    const origin: Origin = { schema, above: context.origin, root: context.root };
    const inPlace: PartContext = { ...context, origin };
    const asking: PartContext = { ...inPlace, hiding: undefined, hidden: NOTHING_HIDDEN };
    const below: InstanceContext = { ...context, origin, judging: [] };
    const result = rewriteValueKeywords(schema);
    origins.set(result, origin);

    const uri = typeof schema.$ref === 'string' ? refer(schema.$ref, context) : undefined;
    if (uri !== undefined) result['$ref'] = uri;
    for (const keyword of Object.keys(schema)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape === undefined) continue;
      if (shape.holds === 'value') {
        if (shape.fits(schema[keyword])) result[keyword] = schema[keyword];
        continue;
      }
      const partContext = keyword === 'not' || keyword === 'if' ? asking : inPlace;
      const rewritten = subschemasOf(shape, schema[keyword]).map(
        ([name, subschema]) => [name, shape.inPlace ? part(subschema, partContext) : instance(subschema, below)] as const,
      );
      if (rewritten[0] !== undefined) result[keyword] = assemble(keyword, shape.holds, rewritten, origin);
    }
    if (context.hidden.size > 0) revealHidden(result, context.hidden);
    loosenAlternatives(schema, result, context, origin);
    guardPrototypeName(result);
    return result;
  }

  function assemble(
    keyword: string,
    holds: 'schema' | 'schemas' | 'schema-map',
    rewritten: readonly (readonly [name: string, schema: JudgeableSchema])[],
    origin: Origin,
  ): unknown {
    if (holds === 'schema') return rewritten[0]?.[1];
    if (holds === 'schemas') return rewritten.map(([, schema]) => withPlace(schema, origin));
    const usable = keyword === 'patternProperties' ? rewritten.filter(([pattern]) => compilePattern(pattern) !== undefined) : rewritten;
    return Object.fromEntries(usable.map(([name, schema]) => [name, withPlace(schema, origin)]));
  }

  /** A `false` in a list or map has no place of its own: give it one. */
  function withPlace(schema: JudgeableSchema, origin: Origin): JudgeableSchema {
    const placed = schema === false ? { not: {} } : schema;
    if (typeof placed === 'object' && !origins.has(placed)) origins.set(placed, origin);
    return placed;
  }

  function loosenAlternatives(schema: SchemaObject, result: Record<string, unknown>, context: PartContext, origin: Origin): void {
    const { hiding } = context;
    const branches = schema['oneOf'];
    if (hiding === undefined || !Array.isArray(branches)) return;
    if (!branches.some((branch: unknown) => isSchema(branch) && graph.hides(branch, hiding))) return;
    const loosened = withPlace({ anyOf: result['oneOf'] }, origin);
    delete result['oneOf'];
    result['allOf'] = [...((result['allOf'] as readonly JudgeableSchema[] | undefined) ?? []), loosened];
  }

  /** The validator passes over a property named `__proto__`: a pattern judges it. */
  function guardPrototypeName(result: Record<string, unknown>): void {
    const { properties } = result;
    if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) return;
    result['patternProperties'] = { ...(result['patternProperties'] as object | undefined), '^__proto__$': properties['__proto__'] };
  }

  return {
    rewrite(schema, hiding, root) {
      const isView = hiding !== undefined && graph.hides(schema, hiding);
      return instance(schema, { hiding: isView ? hiding : undefined, judging: [], origin: undefined, root });
    },
    takeReferences() {
      const taken = references;
      references = new Map();
      return taken;
    },
    locationOf(schema, keyword) {
      const declared = origins.get(schema);
      for (let origin = declared; origin !== undefined; origin = origin.above) {
        const location = sourceOf(origin.schema);
        if (location === undefined) continue;
        const written = origin === declared ? writtenKeyword(origin.schema, keyword) : undefined;
        return written === undefined ? location : { file: location.file, pointer: `${location.pointer}/${written}` };
      }
      return declared?.root;
    },
  };
}

function writtenKeyword(schema: SchemaObject, keyword: string): string | undefined {
  const isValues = keyword === EQUALS_ANY || keyword === 'const' || keyword === 'enum';
  const spellings = isValues ? ['const', 'enum'] : keyword === 'anyOf' ? ['anyOf', 'oneOf'] : [keyword];
  return spellings.find((spelling) => Object.hasOwn(schema, spelling));
}
