import { mapSchemas } from './map-schemas.ts';
import { isNode, type Node, type OpenApiDocument, type Rewrite } from './rewrite.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** Rewrites of what people read and machines do not. */
export const WORD_REWRITES: readonly Rewrite[] = [
  words('describe each schema', (document) =>
    mapSchemas(document, (schema) => ('$ref' in schema ? schema : { ...schema, description: 'Told anew.' })),
  ),
  words('give schemas examples', (document) =>
    mapSchemas(document, (schema) =>
      schema['type'] === 'string' && !('example' in schema) ? { ...schema, example: 'for example' } : schema,
    ),
  ),
  words('describe each operation', (document) => onOperations(document, (operation) => ({ ...operation, description: 'Told anew.' }))),
  words('summarise each operation', (document) => onOperations(document, (operation) => ({ ...operation, summary: 'Told anew' }))),
  words('tag each operation', (document) => onOperations(document, (operation) => ({ ...operation, tags: ['told-anew'] }))),
  words('describe each parameter', (document) =>
    onOperations(document, (operation) =>
      Array.isArray(operation['parameters'])
        ? {
            ...operation,
            parameters: operation['parameters'].map((one: Node) => ('$ref' in one ? one : { ...one, description: 'Told anew.' })),
          }
        : operation,
    ),
  ),
  words('describe each response', (document) =>
    onOperations(document, (operation) => {
      if (!isNode(operation['responses'])) return operation;
      const responses = Object.entries(operation['responses']).map(([status, response]) => [
        status,
        isNode(response) && !('$ref' in response) ? { ...response, description: 'Told anew.' } : response,
      ]);
      return { ...operation, responses: Object.fromEntries(responses) };
    }),
  ),
  words('describe the document', (document) => ({ ...document, info: { ...(document['info'] as Node), description: 'Told anew.' } })),
];

function words(name: string, apply: (document: OpenApiDocument) => OpenApiDocument): Rewrite {
  return { name, why: 'nobody on the wire reads it', isAboutWords: true, apply };
}

function onOperations(document: OpenApiDocument, change: (operation: Node) => Node): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const changed = METHODS.flatMap((method) => (isNode(item[method]) ? [[method, change(item[method])]] : []));
    return [path, { ...item, ...Object.fromEntries(changed) }];
  });
  return { ...document, paths: Object.fromEntries(paths) as OpenApiDocument['paths'] };
}
