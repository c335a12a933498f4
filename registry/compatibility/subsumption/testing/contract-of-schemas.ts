import type { Contract, NamedSchema, Schema, SchemaId } from '../../../contract/index.ts';

/**
 * A contract that holds nothing but schemas, for tests: `schema:0` is the first.
 */
export function contractOfSchemas(schemas: readonly Schema[]): Contract {
  const named = schemas.map((schema, index): NamedSchema => {
    const id: SchemaId = `schema:${index}`;
    return { id, name: `S${index}`, schema, location: { file: 'test.yaml', pointer: `/${index}` } };
  });
  return {
    specification: { format: 'openapi', version: '3.1.0' },
    title: 'test',
    version: '1.0.0',
    servers: [],
    operations: [],
    schemas: new Map(named.map((each) => [each.id, each])),
    securitySchemes: new Map(),
    findings: [],
    locate: ({ file }) => ({ file }),
  };
}
