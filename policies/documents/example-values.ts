import { oncePerDocument } from './api-document.ts';
import type { DocumentNode } from './document-node.ts';
import { messagesOf, withTraits } from './event-channels.ts';
import { allHttpOperations, mediaTypesOf, operationParameters, responsesOf } from './http-operations.ts';
import { isMembers } from './members.ts';
import { schemaSites } from './schema-sites.ts';

/** An example or a default of a document. */
export interface ExampleValue {
  /** Of the property, parameter or header that it is a value of; '' for a body. */
  readonly name: string;
  readonly node: DocumentNode;
}

/** Every example and default of a document, each once: of schemas, parameters, headers, bodies and messages, and the shared ones. */
export const exampleValues = oncePerDocument((document): readonly ExampleValue[] => {
  const operations = allHttpOperations(document);
  const bodies = operations.flatMap((operation) => [
    operation.node.at('requestBody'),
    ...responsesOf(operation).map(([, response]) => response),
  ]);
  const holders: readonly (readonly [string, DocumentNode])[] = [
    ...operations.flatMap(operationParameters).map((parameter) => [parameter.text('name') ?? '', parameter] as const),
    ...bodies.flatMap(mediaTypesOf).map(([, mediaType]) => ['', mediaType] as const),
    ...bodies.flatMap((body) => body.at('headers').members()),
    ...messagesOf(document).map(({ node }) => ['', node] as const),
    ...schemaSites(document).flatMap(({ name, node }) => node.layers.map((layer) => [name, layer] as const)),
  ];
  const shared = document.root
    .at('components', 'examples')
    .members()
    .map(([, example]) => ({ name: '', node: example.at('value') }));
  const seen = new Set<unknown>();
  const values = holders.flatMap(([name, holder]) => {
    if (!isMembers(holder.value) || seen.has(holder.value)) return [];
    seen.add(holder.value);
    return valuesIn(holder).map((node) => ({ name, node }));
  });
  return [...values, ...shared].filter(({ node }) => node.value !== undefined);
});

function valuesIn(holder: DocumentNode): readonly DocumentNode[] {
  const named = holder
    .at('examples')
    .members()
    .map(([, example]) => example.at('value'));
  const listed = withTraits(holder, 'examples').items();
  return [holder.at('example'), holder.at('default'), ...named, ...listed];
}
