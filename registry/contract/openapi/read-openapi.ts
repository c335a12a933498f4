import type { Contract, HttpOperation } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { childNode, memberNodes } from '../references/source-node.ts';
import { invalid, type Reading } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import { openApiReading, type OpenApiReading } from './openapi-reading.ts';
import { readPathItem } from './read-path-item.ts';
import { readSecurity, readSecuritySchemes } from './read-security.ts';
import { assumedServer, readServers } from './read-servers.ts';

/** The parts of a Contract that the document itself holds; the schema graph is finished afterwards. */
export type OpenApiParts = Pick<Contract, 'servers' | 'operations' | 'securitySchemes'>;

/**
 * Normalises an OpenAPI 3.0, 3.1 or 3.2 document.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readOpenApi(base: Reading): OpenApiParts {
  const servers = readServers(base, base.root) ?? [assumedServer(base.root)];
  const reading = openApiReading(base, servers);
  const securitySchemes = readSecuritySchemes(reading);
  const security = readSecurity(reading, reading.root, securitySchemes) ?? [];
  const around = { servers, security, securitySchemes, within: [] };
  const operations: HttpOperation[] = [];

  for (const [path, item] of pathItems(reading, 'paths')) {
    if (!path.startsWith('/')) {
      reading.log.report('path-without-slash', 'error', `the path '${path}' must start with a slash; it is left out`, item);
      continue;
    }
    if (/[?#]/.test(path)) {
      const message = `the path '${path}' holds more than a path: no request reaches it; declare what follows it as query parameters`;
      reading.log.report('path-with-query', 'warning', message, item);
    }
    const wirePath = path.replaceAll(/\{[^{}]*\}/g, '{}');
    const at = { ...around, origin: 'path', path, keyOf: (method: string) => `${method} ${wirePath}` } as const;
    operations.push(...reading.log.attempt(() => readPathItem(reading, item, at), []));
  }
  for (const [name, item] of pathItems(reading, 'webhooks')) {
    const at = { ...around, origin: 'webhook', path: '', keyOf: (method: string) => `webhook ${name} ${method}` } as const;
    operations.push(...reading.log.attempt(() => readPathItem(reading, item, at), []));
  }
  for (const [, schema] of memberNodes(childNode(childNode(reading.root, 'components'), 'schemas'))) {
    reading.log.attempt(() => reading.schemas.declare(schema, reading.dialect), undefined);
  }
  return { servers, operations, securitySchemes };
}

function pathItems(reading: OpenApiReading, key: 'paths' | 'webhooks') {
  const node = childNode(reading.root, key);
  if (node.value === undefined) {
    if (key === 'paths' && reading.version.startsWith('3.0')) {
      reading.log.report('paths-missing', 'warning', "an OpenAPI 3.0 document needs 'paths'", reading.root);
    }
    return [];
  }
  if (!isObject(node.value)) throw invalid(node, `'${key}' must hold path items by name, not ${describe(node.value)}`);
  return memberNodes(node).filter(([name]) => !name.startsWith('x-'));
}
