import type { SecurityAlternative, SecurityScheme } from '../contract.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import { textMember, texts } from '../references/member-values.ts';
import { childNode, itemNodes, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';

/**
 * The security schemes of a document, by name.
 *
 * @throws SPECIFICATION_INVALID and the errors of references.
 */
export function readSecuritySchemes(reading: Reading): Map<string, SecurityScheme> {
  const schemes = childNode(childNode(reading.root, 'components'), 'securitySchemes');
  return new Map(memberNodes(schemes).map(([name, member]) => [name, readSecurityScheme(reading, member)]));
}

/** One security scheme, behind any reference. */
export function readSecurityScheme(reading: Reading, member: SourceNode): SecurityScheme {
  const node = objectNode(reading, member, 'a security scheme')!;
  const type = textMember(node.value, 'type');
  if (type === undefined) reading.log.report('security-scheme-without-type', 'error', "a security scheme needs a 'type'", node);
  return { type: type ?? '', declaration: node.value as JsonObject, location: locationOf(node) };
}

/** The alternatives of a `security` list; undefined when there is no list, so that an outer one holds. */
export function readSecurity(
  reading: Reading,
  holder: SourceNode,
  schemes: ReadonlyMap<string, SecurityScheme>,
): readonly SecurityAlternative[] | undefined {
  const list = childNode(holder, 'security');
  if (!Array.isArray(list.value)) return undefined;
  return itemNodes(list).map((node) => readRequirement(reading, node, schemes));
}

/** A Security Requirement Object: scheme names with the scopes that each needs. */
export function readRequirement(reading: Reading, node: SourceNode, schemes: ReadonlyMap<string, SecurityScheme>): SecurityAlternative {
  if (!isObject(node.value)) return [];
  return Object.entries(node.value).map(([scheme, scopes]) => {
    if (!schemes.has(scheme)) {
      const message = `the security scheme '${scheme}' is not declared under components.securitySchemes`;
      reading.log.report('security-scheme-unknown', 'error', message, childNode(node, scheme));
    }
    return { scheme, scopes: texts(scopes) };
  });
}
