import { declaredDialect, dialectByUri, dialectOfSchemaFormat } from '../../registry/contract/index.ts';
import { isMembers } from './members.ts';

/** Members of a message and of a multi format schema that are schemas in the `schemaFormat` beside them. */
const FORMATTED: ReadonlySet<string | number> = new Set(['payload', 'schema']);

/**
 * Do keywords beside `$ref` count in a schema? As its `$schema`, the `schemaFormat` of its message or the version of its file says; a file that
 * says nothing is read as what refers to it.
 *
 * @param written the schema
 * @param holders what it stands in, innermost first, each with the key that leads to it
 * @param ofReferrer the answer for what refers to the file, if anything does
 */
export function countsBesideReference(
  written: unknown,
  holders: readonly (readonly [holder: unknown, key: string | number])[],
  ofReferrer: () => boolean | undefined,
): boolean {
  const steps = [[written, ''] as const, ...holders];
  for (const [holder, key] of steps) {
    if (!isMembers(holder)) continue;
    const { $schema, schemaFormat } = holder;
    const named = typeof $schema === 'string' ? dialectByUri($schema) : undefined;
    const dialect = named ?? (typeof schemaFormat === 'string' && FORMATTED.has(key) ? dialectOfSchemaFormat(schemaFormat) : undefined);
    if (dialect) return dialect.refSiblings === 'conjoined';
  }
  const declared = declaredDialect({ value: steps.at(-1)?.[0] });
  return declared ? declared.refSiblings === 'conjoined' : (ofReferrer() ?? true);
}
