import type { DocumentNode } from './document-node.ts';
import { isMembers } from './members.ts';

/** Deepest composition that is looked into. */
const DEEPEST = 20;

/**
 * The schemas that a value must fit all at once: the schema, what it refers to and what counts beside the reference, and the branches of its
 * `allOf`, in that order. References are followed, and are among the schemas themselves.
 */
export function conjunctsOf(node: DocumentNode, depth = 0): readonly DocumentNode[] {
  if (depth > DEEPEST) return [];
  const layers = node.layers.filter(({ written }) => isMembers(written));
  const branches = layers.flatMap((layer) =>
    layer
      .at('allOf')
      .items()
      .flatMap((branch) => conjunctsOf(branch, depth + 1)),
  );
  return [...(node.reference === undefined ? [] : [node]), ...layers, ...branches];
}

/** The node of a keyword of a schema, its own or that of a branch of its `allOf`; its value is undefined when none has it. */
export function keywordNode(node: DocumentNode, keyword: string): DocumentNode {
  const candidates = schemasOf(node).map((schema) => schema.at(keyword));
  return candidates.find(({ written }) => written !== undefined) ?? node.at(keyword);
}

/** A keyword of a schema as written, its own or that of a branch of its `allOf`; undefined when none has it. */
export function keywordOf(node: DocumentNode, keyword: string): unknown {
  return schemasOf(node)
    .map(({ written }) => (isMembers(written) ? written[keyword] : undefined))
    .find((value) => value !== undefined);
}

/** As `conjunctsOf`, without the references among them. */
export function schemasOf(node: DocumentNode): readonly DocumentNode[] {
  return conjunctsOf(node).filter(({ reference }) => reference === undefined);
}

/** The types that a schema names, its own or those of a branch of its `allOf`. */
export function typesOf(node: DocumentNode): readonly string[] {
  const type = keywordOf(node, 'type');
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

/** The properties of an object schema, those of the branches of its `allOf` included; the first of a name counts. */
export function propertiesOf(node: DocumentNode): ReadonlyMap<string, DocumentNode> {
  const properties = new Map<string, DocumentNode>();
  for (const schema of schemasOf(node)) {
    for (const [name, property] of schema.at('properties').members()) if (!properties.has(name)) properties.set(name, property);
  }
  return properties;
}

/** The properties that an object schema requires, by itself or in a branch of its `allOf`. */
export function requiredOf(node: DocumentNode): ReadonlySet<unknown> {
  return new Set(
    schemasOf(node).flatMap(({ written }) => {
      const required = isMembers(written) ? written['required'] : undefined;
      return Array.isArray(required) ? (required as unknown[]) : [];
    }),
  );
}
