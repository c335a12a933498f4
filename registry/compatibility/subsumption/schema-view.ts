import type { Contract, Schema, SchemaId, SchemaObject } from '../../contract/index.ts';
import { createJudgeableSchemas, type Hiding, type JudgeableSchema, openSchemaGraph } from '../../contract/index.ts';
import { compileSchema, type CompiledSchema, type ReferenceResolver } from './compile-schema.ts';
import { isObject } from './json-value.ts';
import type { Node, NodeTable } from './nodes.ts';
import type { RecursionNames } from './recursion.ts';
import { type ReferencedSchema } from './recursion.ts';
import { createTolerantReader } from './tolerant-reader.ts';

/** The schemas of one contract as the holder of a role sees them. */
export interface SchemaView {
  /** The formula of a schema. */
  nodeOf(schema: Schema): Node;
  /** A schema as the validator takes it, with what it was made from. */
  rootOf(schema: Schema): JudgedSchema;
  /** What a reference of a judged schema names. */
  targetOf(uri: string): JudgedSchema;
  /** The atoms of one judged schema object, by keyword. */
  compiled(judged: JudgedSchema): CompiledSchema;
}

/** A schema as the validator takes it; `original` is the schema of the contract, where it stands for one. */
export interface JudgedSchema {
  readonly judged: JudgeableSchema;
  readonly original: Schema | undefined;
}

/** What a view hides and forgives. */
export interface ViewOptions {
  readonly hiding: Hiding | undefined;
  /** Are properties that a closed object doesn't know passed over? */
  readonly tolerant: boolean;
}

/** Opens the schemas of a contract for a role. Nothing is compiled before it is asked for. */
export function openSchemaView(contract: Contract, options: ViewOptions, nodes: NodeTable, names: RecursionNames): SchemaView {
  const graph = openSchemaGraph(contract);
  const judgeables = createJudgeableSchemas(graph, (id) => contract.schemas.get(id)?.location);
  const roots = new Map<Schema, JudgedSchema>();
  const strict = new Map<string, JudgeableSchema>();
  const targets = new Map<string, JudgedSchema>();
  const references = new Map<string, Node>();
  const compiled = new Map<object, CompiledSchema>();
  const relax = options.tolerant ? createTolerantReader((uri) => strict.get(uri) ?? true) : (schema: JudgeableSchema) => schema;

  function hiddenNames(schema: SchemaObject): readonly string[] {
    const { hiding } = options;
    return hiding === undefined || !isObject(schema['properties']) ? [] : graph.hiddenProperties(schema, hiding);
  }

  function rootOf(schema: Schema): JudgedSchema {
    let root = roots.get(schema);
    if (root === undefined) {
      const judged = judgeables.rewrite(schema, options.hiding, { file: '', pointer: '' });
      const found = [...judgeables.takeReferences()];
      for (const [uri, target] of found) strict.set(uri, target);
      root = { judged: relax(judged), original: schema };
      roots.set(schema, root);
      for (const [uri, target] of found) targets.set(uri, { judged: relax(target), original: originalOf(uri) });
    }
    return root;
  }

  function originalOf(uri: string): Schema | undefined {
    return contract.schemas.get(uri.split(':').slice(0, 2).join(':') as SchemaId)?.schema;
  }

  function targetOf(uri: string): JudgedSchema {
    const target = targets.get(uri);
    if (target === undefined) throw new Error(`no schema is registered as ${uri}`);
    return target;
  }

  const compileWith = ({ judged, original }: JudgedSchema, resolve: ReferenceResolver): CompiledSchema =>
    compileSchema(judged, original, { nodes, resolve, hiddenNames });

  function compile(schema: JudgedSchema): CompiledSchema {
    if (typeof schema.judged === 'boolean') return compileWith(schema, nodeOfReference);
    let known = compiled.get(schema.judged);
    if (known === undefined) {
      known = compileWith(schema, nodeOfReference);
      compiled.set(schema.judged, known);
    }
    return known;
  }

  function nodeOfReference(uri: string): Node {
    const known = references.get(uri);
    if (known !== undefined) return known;
    names.resolve(uri, {
      get: (name): ReferencedSchema => {
        const target = targetOf(name);
        return {
          node: () => compile(target).node,
          skeleton: (resolve) => compileWith(target, resolve).node,
        };
      },
      judged: (name) => targetOf(name).judged,
      known: references,
      nodes,
    });
    return references.get(uri)!;
  }

  return {
    nodeOf: (schema) => compile(rootOf(schema)).node,
    rootOf,
    targetOf,
    compiled: compile,
  };
}
