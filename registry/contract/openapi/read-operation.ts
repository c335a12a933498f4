import type { Direction, HttpOperation, Parameter, SecurityAlternative, SecurityScheme, Server } from '../contract.ts';
import { extensionsOf, isTrue, optionalText, textMember, texts } from '../references/member-values.ts';
import { childNode, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { objectNode } from '../reading.ts';
import { isObject } from '../load/is-object.ts';
import type { OpenApiReading } from './openapi-reading.ts';
import { readRequestBody, readResponses } from './read-body.ts';
import { checkTemplate, mergeParameters, readParameters } from './read-parameter.ts';
import { readPathItem } from './read-path-item.ts';
import { readSecurity } from './read-security.ts';
import { readServers } from './read-servers.ts';

/** What an operation gets from where it stands. */
export interface OperationSurroundings {
  readonly origin: HttpOperation['origin'];
  readonly method: string;
  /** As `HttpOperation.path`. */
  readonly path: string;
  readonly key: string;
  readonly parameters: readonly Parameter[];
  readonly servers: readonly Server[];
  readonly security: readonly SecurityAlternative[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** Path items being read around it, from the outermost: callbacks may refer back to one. */
  readonly within: readonly unknown[];
}

/**
 * One operation of a path item, webhook or callback.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readOperation(reading: OpenApiReading, node: SourceNode, around: OperationSurroundings): HttpOperation {
  const { value } = node;
  const inbound: Direction = around.origin === 'path' ? 'input' : 'output';
  const outbound: Direction = around.origin === 'path' ? 'output' : 'input';
  const parameters = mergeParameters(around.parameters, readParameters(reading, childNode(node, 'parameters'), inbound));
  if (around.origin === 'path') checkTemplate(reading, around.path, parameters, node);
  const requestBody = readRequestBody(reading, childNode(node, 'requestBody'), inbound);
  const operationId = textMember(value, 'operationId');
  return {
    kind: 'http',
    key: around.key,
    ...(operationId === undefined ? {} : { operationId }),
    origin: around.origin,
    method: around.method,
    path: around.path,
    ...optionalText(value, 'summary'),
    ...optionalText(value, 'description'),
    tags: isObject(value) ? texts(value['tags']) : [],
    deprecated: isTrue(value, 'deprecated'),
    parameters,
    ...(requestBody ? { requestBody } : {}),
    responses: readResponses(reading, childNode(node, 'responses'), node, outbound),
    security: readSecurity(reading, node, around.securitySchemes) ?? around.security,
    callbacks: readCallbacks(reading, node, around),
    servers: readServers(reading, node) ?? around.servers,
    extensions: extensionsOf(value),
    location: locationOf(node),
  };
}

/** The callbacks of an operation, by name and then by runtime expression (OpenAPI 3.1 §4.8.18). */
function readCallbacks(reading: OpenApiReading, operation: SourceNode, around: OperationSurroundings): readonly HttpOperation[] {
  const operations: HttpOperation[] = [];
  for (const [name, member] of memberNodes(childNode(operation, 'callbacks'))) {
    const callback = objectNode(reading, member, 'a callback')!;
    for (const [expression, item] of memberNodes(callback)) {
      if (expression.startsWith('x-') || expression === '$ref') continue;
      operations.push(
        ...readPathItem(reading, item, {
          origin: 'callback',
          path: expression,
          keyOf: (method) => `callback ${around.key} ${name} ${expression} ${method}`,
          servers: reading.servers,
          security: around.security,
          securitySchemes: around.securitySchemes,
          within: around.within,
        }),
      );
    }
  }
  return operations;
}
