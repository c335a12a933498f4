import { oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';

/** Every `$ref` of a document and of what it refers to, each once. */
export const referencesIn = oncePerDocument(({ root }): readonly DocumentNode[] => {
  const references: DocumentNode[] = [];
  const seen = new Set<unknown>();
  const queue: DocumentNode[] = [root];
  for (let base = queue.pop(); base; base = queue.pop()) {
    for (const path of referencePaths(base.value, seen)) {
      const reference = base.at(...path);
      references.push(reference);
      if (typeof reference.value === 'object') queue.push(reference.target);
    }
  }
  return references;
});

function* referencePaths(
  value: unknown,
  seen: Set<unknown>,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (typeof (value as { readonly $ref?: unknown }).$ref === 'string') yield path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* referencePaths(item, seen, [...path, index]);
  } else {
    for (const [key, child] of Object.entries(value)) yield* referencePaths(child, seen, [...path, key]);
  }
}
