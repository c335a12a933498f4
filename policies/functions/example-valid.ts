import { type ExampleFault, findExampleFaults, pointerSegments } from '../../registry/contract/index.ts';
import { contractOfDocument } from '../documents/contract-of-document.ts';
import type { DocumentNode } from '../documents/document-node.ts';
import { asyncDocumentRule } from '../documents/document-rule.ts';

/** Every example and every default is accepted by its schema, as the compiled contract judges. */
export const exampleValid = asyncDocumentRule(async (document) => {
  const contract = await contractOfDocument(document);
  if (!contract) return [];
  return findExampleFaults(contract).map((fault) => {
    const where = fault.pointer === '' ? '' : ` at ${fault.pointer}`;
    return { message: `the ${fault.what} does not fit its schema${where}: ${fault.message}`, node: nodeOf(fault, document.root) };
  });
});

/** The value's node: within a schema it is the `default`, the `example`, or one of the `examples`. */
function nodeOf({ what, location: { file, pointer }, index }: ExampleFault, root: DocumentNode): DocumentNode {
  const found = pointerSegments(pointer).reduce(
    (node, key) => (node.own ?? node).at(Array.isArray(node.value) ? Number(key) : key),
    root.file(sourceOf(file)),
  );
  const holder = found.own ?? found;
  if (what === 'default') return holder.at('default');
  if (index === undefined) return holder;
  const example = holder.at('example');
  return example.value === undefined ? holder.at('examples', index) : example;
}

function sourceOf(file: string): string {
  return URL.canParse(file) ? file : `/${file}`;
}
