import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core';
import type { Spectral } from '../spectral.ts';
import { traverseSchema } from './traverse-schema.ts';

type Members = Record<string, unknown>;

interface SchemaError {
  readonly keyword: string;
  readonly schemaPath: string;
  message?: string;
}

/**
 * Judges a value by a schema in the dialect of the document's OpenAPI version, as oasSchema of spectral-rulesets 1.23 does. The schema is
 * the caller's own copy: the same object for the same text lets `schema` of spectral-functions compile it once.
 */
export function judgeBySchema(
  { functions, formats }: Spectral,
  value: unknown,
  schema: Members,
  context: RulesetFunctionContext,
): readonly IFunctionResult[] {
  const found = context.document.formats;
  const judge = (options: Members): readonly IFunctionResult[] =>
    functions.schema(value, { schema, ...options }, context) as IFunctionResult[];
  if (!found) return judge({ dialect: 'auto' });
  if (found.has(formats.oas3_2) || found.has(formats.oas3_1))
    return judge({ dialect: modernDialect(context, formats.extractDraftVersion) });
  if (!found.has(formats.oas3_0) && !found.has(formats.oas2)) return judge({ dialect: 'draft4' });
  if (!found.has(formats.oas3_0)) nameNullable(schema);
  return judge({ dialect: 'draft4', prepareResults: (errors: readonly SchemaError[]) => nameNull(schema, errors) });
}

function modernDialect({ document }: RulesetFunctionContext, versionOf: (uri: string) => string | null | undefined): string {
  const declared = isMembers(document.data) ? document.data['jsonSchemaDialect'] : undefined;
  return (typeof declared === 'string' ? versionOf(declared) : undefined) ?? 'draft2020-12';
}

/** Swagger 2.0 says `x-nullable`. */
function nameNullable(schema: Members): void {
  traverseSchema(schema, false, ({ fragment }) => {
    if (fragment['x-nullable'] !== true) return;
    fragment['nullable'] = true;
    delete fragment['x-nullable'];
  });
}

function nameNull(schema: Members, errors: readonly SchemaError[]): void {
  for (const error of errors) {
    if (error.keyword !== 'type') continue;
    const owner = ownerOf(schema, error.schemaPath);
    if (isMembers(owner) && owner['nullable'] === true) error.message += ',null';
  }
}

function ownerOf(schema: Members, schemaPath: string): unknown {
  const segments = schemaPath.split('/').slice(1, -1);
  return segments.reduce<unknown>((value, segment) => (isMembers(value) ? value[decodeSegment(segment)] : undefined), schema);
}

function decodeSegment(segment: string): string {
  const plain = segment.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
