import { registerSchema, setShouldValidateFormat, unregisterSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
// The package adds the formats by being loaded.
// oxlint-disable-next-line import/no-unassigned-import
import '@hyperjump/json-schema/formats';

type Json = Parameters<Awaited<ReturnType<typeof validate>>>[0];

let count = 0;

/**
 * What JSON Schema 2020-12 says of values, by a validator that shares nothing with ours: `@hyperjump/json-schema`. Formats of the
 * specification judge. It reckons multiples in doubles, and takes a pattern of no characters in `patternProperties` for none.
 *
 * @param schemas the first is asked; `schema:1` refers to the second, and so on.
 * @throws when it isn't a schema of that dialect.
 */
export function secondValidator(schemas: readonly unknown[]): Promise<(value: unknown) => boolean> {
  const definitions = schemas.map((schema, index) => [`s${index}`, withLocalReferences(schema)] as const);
  return secondValidatorOf({ $ref: '#/$defs/s0', $defs: Object.fromEntries(definitions) });
}

/** The same of a document whose references point into it. */
export async function secondValidatorOf(document: object): Promise<(value: unknown) => boolean> {
  count += 1;
  const uri = `https://second-validator.example/${count}`;
  setShouldValidateFormat(true);
  registerSchema({ ...document, $schema: 'https://json-schema.org/draft/2020-12/schema' }, uri);
  try {
    const judge = await validate(uri);
    return (value) => judge(value as Json).valid;
  } finally {
    unregisterSchema(uri);
  }
}

function withLocalReferences(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withLocalReferences);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    if (key === 'const' || key === 'enum') return [key, value] as const;
    const isReference = key === '$ref' && typeof value === 'string' && value.startsWith('schema:');
    return [key, isReference ? `#/$defs/s${value.slice('schema:'.length)}` : withLocalReferences(value)] as const;
  });
  return Object.fromEntries(entries);
}
