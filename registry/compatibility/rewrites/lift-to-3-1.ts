import { mapSchemas } from './map-schemas.ts';
import type { Node, Rewrite } from './rewrite.ts';

/** A whole document of OpenAPI 3.0 in 3.1, where it isn't yet. */
export const LIFT_TO_3_1: Rewrite = {
  name: 'lift from 3.0 to 3.1',
  why: 'nullable is a type there, exclusive limits are numbers, and 3.0 ignores what stands beside $ref',
  apply: (document) => (document.openapi.startsWith('3.0') ? { ...mapSchemas(document, lift), openapi: '3.1.0' } : document),
};

function lift(schema: Node): Node {
  if ('$ref' in schema) return { $ref: schema['$ref'] };
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...lifted } = schema;
  if (nullable === true && typeof lifted['type'] === 'string') lifted['type'] = [lifted['type'], 'null'];
  if (exclusiveMinimum === true) {
    lifted['exclusiveMinimum'] = lifted['minimum'];
    delete lifted['minimum'];
  }
  if (exclusiveMaximum === true) {
    lifted['exclusiveMaximum'] = lifted['maximum'];
    delete lifted['maximum'];
  }
  return lifted;
}
