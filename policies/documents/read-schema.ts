import type { DocumentNode } from './document-node.ts';
import { isMembers } from './members.ts';

/** Deepest composition that is looked into. */
const DEEPEST = 20;

/**
 * The schemas that a value must fit all at once: the schema, what it refers to, and the branches of its `allOf`, in that order. References
 * are followed.
 */
export function conjunctsOf(node: DocumentNode, depth = 0): readonly DocumentNode[] {
  if (!isMembers(node.value) || depth > DEEPEST) return [];
  const beside = node.target === node ? [] : [node.target];
  const branches = node
    .at('allOf')
    .items()
    .flatMap((branch) => conjunctsOf(branch, depth + 1));
  return [node, ...beside, ...branches];
}

/** A keyword of a schema, its own or that of a branch of its `allOf`; undefined when none has it. */
export function keywordOf(node: DocumentNode, keyword: string): unknown {
  return conjunctsOf(node)
    .map(({ written }) => (isMembers(written) ? written[keyword] : undefined))
    .find((value) => value !== undefined);
}

/** The types that a schema names, its own or those of a branch of its `allOf`. */
export function typesOf(node: DocumentNode): readonly string[] {
  const type = keywordOf(node, 'type');
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

/** The properties of an object schema, those of the branches of its `allOf` included; the first of a name counts. */
export function propertiesOf(node: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const properties = new Map<string, DocumentNode>();
  for (const schema of conjunctsOf(node)) {
    if (schema.reference !== undefined) continue;
    for (const [name, property] of schema.at('properties').members()) if (!properties.has(name)) properties.set(name, property);
  }
  return properties;
}

/** The properties that an object schema requires, by itself or in a branch of its `allOf`. */
export function requiredOf(node: DocumentNode): ReadonlySet<unknown> {
  return new Set(
    conjunctsOf(node).flatMap(({ written }) => {
      const required = isMembers(written) ? written['required'] : undefined;
      return Array.isArray(required) ? (required as unknown[]) : [];
    }),
  );
}
