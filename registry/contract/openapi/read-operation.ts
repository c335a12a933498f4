import type { Direction, HttpOperation, Parameter, SecurityAlternative, SecurityScheme, Server } from '../contract.ts';
import { extensionsOf, isTrue, optionalText, textMember, texts } from '../references/member-values.ts';
import { childNode, locationOf, type SourceNode } from '../references/source-node.ts';
import { isObject } from '../load/is-object.ts';
import type { OpenApiReading } from './openapi-reading.ts';
import { readRequestBody, readResponses } from './read-body.ts';
import { checkTemplate, mergeParameters, readParameters } from './read-parameter.ts';
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
  readonly callbacks: readonly HttpOperation[];
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
    callbacks: around.callbacks,
    servers: readServers(reading, node) ?? around.servers,
    extensions: extensionsOf(value),
    location: locationOf(node),
  };
}
