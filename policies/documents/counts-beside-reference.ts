import { declaredDialect, dialectByUri, dialectOfSchemaFormat } from '../../registry/contract/index.ts';
import { isMembers } from './members.ts';

/**
 * Do keywords beside `$ref` count in a schema? As its `$schema`, the `schemaFormat` of its message or the version of its file says; a file that
 * says nothing is read as what refers to it.
 *
 * @param steps the schema and what it stands in, innermost first, each with the key by which it leads inwards
 * @param ofReferrer the answer for what refers to the file, if anything does
 */
export function countsBesideReference(
  steps: readonly { readonly holder: unknown; readonly key: string | number | undefined }[],
  ofReferrer: () => boolean | undefined,
): boolean {
  for (const { holder, key } of steps) {
    if (!isMembers(holder)) continue;
    const { $schema, schemaFormat } = holder;
    const named = typeof $schema === 'string' ? dialectByUri($schema) : undefined;
    const isFormatted = typeof schemaFormat === 'string' && (key === 'payload' || key === 'schema');
    const dialect = named ?? (isFormatted ? dialectOfSchemaFormat(schemaFormat) : undefined);
    if (dialect) return dialect.refSiblings === 'conjoined';
  }
  const declared = declaredDialect({ value: steps.at(-1)?.holder });
  return declared ? declared.refSiblings === 'conjoined' : (ofReferrer() ?? true);
}
