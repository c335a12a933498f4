import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Contract, Direction, Location, Schema, SchemaId } from '../../contract.ts';
import { createAjv } from './create-ajv.ts';
import { explainErrors } from './explain-errors.ts';
import type { Fault } from './fault.ts';
import { compileReferencesLate } from './late-references.ts';
import { createJudgeableSchemas, type JudgeableSchema } from './judgeable-schema.ts';
import { type Hiding, openSchemaGraph, type SchemaGraph } from './schema-graph.ts';

/** Judges values by one schema, in one direction. Judging never throws. */
export interface Judge {
  /** Compiles the schema now. The only call that throws: whatever the validator makes of a schema that it cannot compile. */
  prepare(): void;
  /** Stops at the first fault. */
  accepts(value: unknown): boolean;
  /** Every fault, at most a hundred; empty when the value fits. */
  faults(value: unknown): readonly Fault[];
}

/** The judges of a contract: one for each schema and direction, compiled when first used and then kept. */
export interface Judges {
  readonly graph: SchemaGraph;
  /** `direction` decides which properties are hidden; events hide none. `declared` is where the schema stands, should it not know itself. */
  of(schema: Schema, direction: Direction | 'event', declared: Location): Judge;
}

/**
 * Prepares the judges of a contract. Costs nothing until the first value is judged.
 *
 * @param isBrief Are few values to be judged? Then the validators that report are those that accept, too.
 */
export function createJudges(contract: Contract, isBrief: boolean): Judges {
  const graph = openSchemaGraph(contract);
  const schemas = createJudgeableSchemas(graph, (id: SchemaId) => contract.schemas.get(id)?.location);
  const registered = new Map<string, JudgeableSchema>();
  const judges = { input: new WeakMap<object, Judge>(), output: new WeakMap<object, Judge>(), event: new WeakMap<object, Judge>() };
  const ajvs: { quick?: Registry; report?: Registry } = {};

  function prepare(schema: Schema, hiding: Hiding | undefined, declared: Location): JudgeableSchema {
    const judgeable = schemas.rewrite(schema, hiding, declared);
    for (const [uri, target] of schemas.takeReferences()) registered.set(uri, target);
    return judgeable;
  }

  const quick = () => (ajvs.quick ??= isBrief ? report() : openRegistry(createAjv(false), registered));
  const report = () => (ajvs.report ??= openRegistry(reporting(), registered));
  const reporting = () => {
    const ajv = createAjv(true);
    if (isBrief) compileReferencesLate(ajv);
    return ajv;
  };

  function createJudge(schema: Schema, hiding: Hiding | undefined, declared: Location): Judge {
    const judgeable = lazily(() => prepare(schema, hiding, declared));
    const passes = lazily(() => quick()(judgeable()));
    const unjudgeable: Fault = {
      pointer: '',
      message: 'it cannot be judged: it is nested too deeply, no JSON value, or its schema cannot be compiled',
      keyword: '',
      expected: declared,
    };
    const accepts = (value: unknown): boolean => {
      try {
        return passes()(value);
      } catch {
        return false;
      }
    };
    return {
      prepare: passes,
      accepts,
      faults(value) {
        try {
          const faults = explainErrors(judgeable(), value, {
            validator: (part) => report()(part),
            locate: (part, keyword) => schemas.locationOf(part, keyword) ?? declared,
          });
          return faults.length > 0 || accepts(value) ? faults : [unjudgeable];
        } catch {
          return [unjudgeable];
        }
      },
    };
  }

  return {
    graph,
    of(schema, direction, declared) {
      if (typeof schema === 'boolean') return createJudge(schema, undefined, declared);
      let judge = judges[direction].get(schema);
      if (judge === undefined) {
        judge = createJudge(schema, HIDING[direction], declared);
        judges[direction].set(schema, judge);
      }
      return judge;
    },
  };
}

const HIDING = { input: 'readOnly', output: 'writeOnly', event: undefined } as const;

type Registry = (schema: JudgeableSchema) => ValidateFunction;

/** Compiles schemas with one ajv instance, registering what they may refer to first. */
function openRegistry(ajv: Ajv2020, registered: ReadonlyMap<string, JudgeableSchema>): Registry {
  const known = new Set<string>();
  return (schema) => {
    if (known.size < registered.size) {
      for (const [uri, target] of registered) {
        if (known.has(uri)) continue;
        known.add(uri);
        ajv.addSchema(target, uri);
      }
    }
    const reference = soleReference(schema);
    return (reference === undefined ? undefined : ajv.getSchema(reference)) ?? ajv.compile(schema);
  };
}

function soleReference(schema: JudgeableSchema): string | undefined {
  if (typeof schema === 'boolean' || Object.keys(schema).length !== 1) return undefined;
  return typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
