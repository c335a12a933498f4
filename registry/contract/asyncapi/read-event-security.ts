import type { SecurityAlternative, SecurityScheme } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { lastPointerSegment } from '../json-pointer.ts';
import { readRequirement, readSecurityScheme } from '../openapi/read-security.ts';
import { texts } from '../references/member-values.ts';
import { referenceOf } from '../references/references.ts';
import { itemNodes, type SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';

/**
 * The `security` of a server or an operation: in AsyncAPI 2 requirements by scheme name, in AsyncAPI 3 the schemes themselves, each an
 * alternative with its own scopes. A scheme that is declared in place is added to the schemes under its pointer.
 *
 * @throws SPECIFICATION_INVALID and the errors of references.
 */
export function readEventSecurity(
  reading: Reading,
  list: SourceNode,
  schemes: Map<string, SecurityScheme>,
): readonly SecurityAlternative[] {
  if (reading.version.startsWith('2.')) return itemNodes(list).map((node) => readRequirement(reading, node, schemes));
  return itemNodes(list).map((node) => {
    const scheme = readSecurityScheme(reading, node);
    const reference = referenceOf(node.value);
    const name = reference === undefined ? node.pointer : lastPointerSegment(reference);
    if (!schemes.has(name)) schemes.set(name, scheme);
    return [{ scheme: name, scopes: isObject(scheme.declaration) ? texts(scheme.declaration['scopes']) : [] }];
  });
}
