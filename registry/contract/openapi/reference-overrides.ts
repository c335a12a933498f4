import { optionalText } from '../references/member-values.ts';
import { referenceOf } from '../references/references.ts';
import type { SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';

/**
 * The `summary` or `description` beside a `$ref`, which since OpenAPI 3.1 overrides that of the target (§4.8.23); nothing in 3.0, where
 * all that stands there is ignored.
 */
export function overriding<Key extends 'summary' | 'description'>(
  reading: Reading,
  member: SourceNode,
  key: Key,
): { readonly [K in Key]?: string } {
  const isOverriding = referenceOf(member.value) !== undefined && !reading.version.startsWith('3.0');
  return isOverriding ? optionalText(member.value, key) : {};
}
