import type { Spectral } from '../spectral.ts';
import { hasIdentity } from './example-schema.ts';
import type { FastFunction } from './fast-function.ts';
import type { SchemaMemory } from './schema-memory.ts';
import { isSurelyValid } from './surely-valid.ts';

interface SchemaOptions {
  readonly schema: object;
}

/**
 * A function that judges by the schema in its options, which a ruleset has once for all documents: its validators are kept from one
 * document to the next, and values that are surely valid are not put to them.
 */
export function judgingBySchema({ formats }: Spectral, original: FastFunction['call'], memory: SchemaMemory): FastFunction {
  const alone = new WeakSet<object>();
  const isAlone = (schema: object): boolean => alone.has(schema) || hasIdentity(schema);
  return {
    regions: [],
    isSteady: (_, options) => !hasIdentity((options as SchemaOptions).schema),
    call(value, options, context) {
      const { schema } = options as SchemaOptions;
      if (value !== undefined && isSurelyValid(schema, value)) return undefined;
      // For Swagger 2.0 Spectral copies the schema at each call: nothing would be kept but the copies.
      if (isAlone(schema) || context.document.formats?.has(formats.oas2)) return original(value, options, context);
      const results = original(value, options, { ...context, documentInventory: memory.token });
      if (!results?.[0]?.message.startsWith('schema is invalid: ')) return results;
      alone.add(schema);
      return original(value, options, context);
    },
  };
}
