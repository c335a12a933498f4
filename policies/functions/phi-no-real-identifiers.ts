import type { DocumentNode } from '../documents/document-node.ts';
import { type Fault, documentRule } from '../documents/document-rule.ts';
import { exampleValues } from '../documents/example-values.ts';
import { realIdentifier } from '../documents/real-identifier.ts';

/** No example and no default holds what may be a real person's identifier: it is synthetic, and shows that it is. */
export const phiNoRealIdentifiers = documentRule((document) =>
  exampleValues(document).flatMap(({ name, node }) => faultsIn(name, node, 0)),
);

/** Deepest value that is looked into. */
const DEEPEST = 50;

function faultsIn(name: string, node: DocumentNode, depth: number): readonly Fault[] {
  if (typeof node.value === 'string') {
    const kind = realIdentifier(name, node.value);
    const where = name === '' ? 'an example' : `the example of '${name}'`;
    return kind === undefined ? [] : [{ message: `${where} may be ${kind} of a real person; use one that is evidently made up`, node }];
  }
  if (depth > DEEPEST || typeof node.value !== 'object') return [];
  return [
    ...node.members().flatMap(([key, member]) => faultsIn(key, member, depth + 1)),
    ...node.items().flatMap((item) => faultsIn(name, item, depth + 1)),
  ];
}
