import type { OpenAPIV3 } from 'openapi-types';
import type { HttpOperation } from '../contract.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import { childNode, memberNodes, type SourceNode } from '../references/source-node.ts';
import { invalid, objectNode } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import type { OpenApiReading } from './openapi-reading.ts';
import { readOperation, type OperationSurroundings } from './read-operation.ts';
import { readParameters } from './read-parameter.ts';
import { readServers } from './read-servers.ts';

/** What the operations of a path item share from where it stands. */
export interface PathItemSurroundings extends Omit<OperationSurroundings, 'method' | 'key' | 'parameters' | 'callbacks'> {
  readonly keyOf: (method: string) => string;
  /** Path items being read around it, from the outermost: callbacks may refer back to one. */
  readonly within: readonly unknown[];
}

/** Methods of OpenAPI 3.0 and 3.1 (§4.8.9). */
const METHODS: readonly `${OpenAPIV3.HttpMethods}`[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * The operations of a path item. One that refers to another has the operations of both, its own first.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readPathItem(reading: OpenApiReading, item: SourceNode, around: PathItemSurroundings): readonly HttpOperation[] {
  const node = objectNode(reading, item, 'a path item');
  if (!node) return [];
  if (around.within.includes(node.value)) {
    const message = 'the callback leads back to the path item that it belongs to: it is left out there';
    reading.log.report('callback-cycle', 'warning', message, item);
    return [];
  }
  const operations = readOwn(reading, node, around);
  if (node.value === item.value) return operations;
  const beside = readOwn(reading, item, around);
  const isOverridden = ({ method }: HttpOperation) => beside.some((each) => each.method === method);
  return [...beside, ...operations.filter((operation) => !isOverridden(operation))];
}

function readOwn(reading: OpenApiReading, node: SourceNode, around: PathItemSurroundings): readonly HttpOperation[] {
  const methods = operationNodes(reading, node);
  if (methods.length === 0) return [];
  const inbound = around.origin === 'path' ? 'input' : 'output';
  const parameters = readParameters(reading, childNode(node, 'parameters'), inbound);
  const servers = readServers(reading, node) ?? around.servers;
  const within = [...around.within, node.value];
  const read = (method: string, operation: SourceNode): HttpOperation => {
    if (!isObject(operation.value)) throw invalid(operation, `an operation must be an object, not ${describe(operation.value)}`);
    const key = around.keyOf(method);
    const callbacks = readCallbacks(reading, operation, key, { ...around, within });
    return readOperation(reading, operation, { ...around, method, key, parameters, servers, callbacks });
  };
  return methods.flatMap(([method, operation]) => reading.log.attempt<readonly HttpOperation[]>(() => [read(method, operation)], []));
}

function operationNodes(reading: OpenApiReading, node: SourceNode): readonly (readonly [string, SourceNode])[] {
  const item = node.value as JsonObject;
  const declared = METHODS.filter((method) => item[method] !== undefined).map(
    (method) => [method.toUpperCase(), childNode(node, method)] as const,
  );
  if (!reading.version.startsWith('3.2')) return declared;
  const query = item['query'] === undefined ? [] : [['QUERY', childNode(node, 'query')] as const];
  const additional = memberNodes(childNode(node, 'additionalOperations')).filter(([name]) => !name.startsWith('x-'));
  return [...declared, ...query, ...additional];
}

/** The callbacks of an operation, by name and then by runtime expression (OpenAPI 3.1 §4.8.18). */
function readCallbacks(
  reading: OpenApiReading,
  operation: SourceNode,
  key: string,
  around: PathItemSurroundings,
): readonly HttpOperation[] {
  if ((operation.value as JsonObject)['callbacks'] === undefined) return [];
  const operations: HttpOperation[] = [];
  for (const [name, member] of memberNodes(childNode(operation, 'callbacks'))) {
    const callback = objectNode(reading, member, 'a callback')!;
    for (const [expression, item] of memberNodes(callback)) {
      if (expression.startsWith('x-') || expression === '$ref') continue;
      operations.push(
        ...readPathItem(reading, item, {
          ...around,
          origin: 'callback',
          path: expression,
          keyOf: (method) => `callback ${key} ${name} ${expression} ${method}`,
          servers: reading.servers,
        }),
      );
    }
  }
  return operations;
}
