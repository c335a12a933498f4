import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core';
import type { Spectral } from '../spectral.ts';
import { type ExampleDirection, hasIdentity, prepareExampleSchema } from './example-schema.ts';
import { type ExampleOptions, examplesIn } from './examples-in.ts';
import type { FastFunction } from './fast-function.ts';
import { narrowSchema } from './narrow-schema.ts';
import { judgeBySchema } from './judge-by-schema.ts';
import type { SchemaMemory } from './schema-memory.ts';
import { isSurelyValid } from './surely-valid.ts';

type Members = Record<string, unknown>;
type Path = RulesetFunctionContext['path'];

/** Paths of what is sent and what is answered, by version; the second and third segment are any. */
const DIRECTIONS: Readonly<Record<2 | 3, Readonly<Record<keyof ExampleDirection, readonly string[]>>>> = {
  2: { isRequest: [], isResponse: ['$.responses', '$.paths[*][*].responses'] },
  3: {
    isRequest: ['$.components.requestBodies', '$.paths[*][*].requestBody'],
    isResponse: ['$.components.responses', '$.paths[*][*].responses'],
  },
};

/**
 * oasExample of spectral-rulesets 1.23 with the same findings: what it finds in a node depends on the node and on whether it is sent or
 * answered, not on the way to it, and it is asked once for each. Examples that are surely valid are not put to ajv; schemas of the same
 * text are compiled once. Where a schema has an id, ajv's answer depends on what it saw before, and Spectral's own function answers.
 *
 * @param original Spectral's function
 */
export function createExampleJudge(spectral: Spectral, original: FastFunction['call'], memory: SchemaMemory): FastFunction {
  const known = new WeakMap<object, Map<string, readonly IFunctionResult[]>>();

  function judge(
    node: Members,
    options: ExampleOptions,
    direction: ExampleDirection,
    context: RulesetFunctionContext,
  ): readonly IFunctionResult[] {
    const schema = (options.schemaField === '$' ? node : node[options.schemaField]) as Members;
    const isSwagger = context.document.formats?.has(spectral.formats.oas2) === true;
    const prepared = isSwagger && typeof schema['required'] === 'boolean' ? withoutRequired(schema) : schema;
    let copy: Members | undefined;
    const found: IFunctionResult[] = [];
    for (const { value, path } of examplesIn(node, options)) {
      if (value !== undefined && isSurelyValid(prepared, value)) continue;
      copy ??= prepareExampleSchema(JSON.parse(JSON.stringify(prepared)) as Members, direction);
      const narrowed = narrowSchema(copy, value);
      const key = `${isSwagger} ${JSON.stringify(narrowed)}`;
      const interned = memory.intern(key, () => structuredClone(narrowed));
      const results = judgeBySchema(spectral, value, interned, { ...context, documentInventory: memory.token, path: [...path] });
      if (results[0]?.message.startsWith('schema is invalid: ')) {
        // Ajv refuses a schema once, and what it says of the next example of the same schema is another thing.
        memory.forget(key);
        return relativeTo(context.path, original(node, options, { ...context, documentInventory: memory.token }));
      }
      found.push(...results);
    }
    return found;
  }

  return {
    regions: Object.values(DIRECTIONS).flatMap(({ isRequest, isResponse }) => [...isRequest, ...isResponse]),
    call(node, options, context) {
      const { schemaField, oasVersion, type } = options as ExampleOptions;
      if (!isMembers(node)) return undefined;
      const schema = schemaField === '$' ? node : node[schemaField];
      if (!isMembers(schema) || hasIdentity(schema)) return original(node, options, context);
      const paths = DIRECTIONS[oasVersion];
      const direction = {
        isRequest: type === 'media' && paths.isRequest.some((region) => isWithin(context.path, region)),
        isResponse: type === 'media' && paths.isResponse.some((region) => isWithin(context.path, region)),
      };
      const key = `${schemaField} ${oasVersion} ${type} ${direction.isRequest} ${direction.isResponse}`;
      const results = known.get(node) ?? new Map<string, readonly IFunctionResult[]>();
      known.set(node, results);
      const found = results.get(key) ?? judge(node, options as ExampleOptions, direction, context);
      results.set(key, found);
      return found.length === 0 ? undefined : found.map(({ message, path = [] }) => ({ message, path: [...context.path, ...path] }));
    },
    isSteady: (node, options) => {
      const { schemaField } = options as ExampleOptions;
      const schema = isMembers(node) && schemaField !== '$' ? node[schemaField] : node;
      return !isMembers(schema) || !hasIdentity(schema);
    },
  };
}

function relativeTo(base: Path, results: readonly IFunctionResult[] | void): readonly IFunctionResult[] {
  return (results ?? []).map(({ message, path = [] }) => ({ message, path: path.slice(base.length) }));
}

/** Is the path within a region, or the region itself? */
function isWithin(path: Path, region: string): boolean {
  return region
    .slice(2)
    .replaceAll('[*]', '.*')
    .split('.')
    .every((segment, index) => segment === '*' || segment === path[index]);
}

function withoutRequired(schema: Members): Members {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== 'required'));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
