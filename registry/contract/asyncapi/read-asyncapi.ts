import type { Contract } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { readSecuritySchemes } from '../openapi/read-security.ts';
import { childNode, memberNodes } from '../references/source-node.ts';
import { invalid, type Reading } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import { withDistinctKeys } from './event-operation.ts';
import { readServers } from './read-servers.ts';
import { readVersion2 } from './read-version2.ts';
import { readVersion3 } from './read-version3.ts';
import { dialectOfSchemaFormat } from './schema-format.ts';

/**
 * Normalises an AsyncAPI 2.0–2.6, 3.0 or 3.1 document.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readAsyncApi(reading: Reading): Pick<Contract, 'servers' | 'operations' | 'securitySchemes'> {
  const isVersion2 = reading.version.startsWith('2.');
  const channels = childNode(reading.root, 'channels');
  if (channels.value === undefined) {
    if (isVersion2) reading.log.report('channels-missing', 'warning', "an AsyncAPI 2 document needs 'channels'", reading.root);
  } else if (!isObject(channels.value)) {
    throw invalid(channels, `'channels' must hold channels by name, not ${describe(channels.value)}`);
  }
  const securitySchemes = readSecuritySchemes(reading);
  const servers = readServers(reading, securitySchemes);
  const operations = isVersion2 ? readVersion2(reading, securitySchemes) : readVersion3(reading, securitySchemes);
  declareSchemas(reading);
  return { servers, operations: withDistinctKeys(operations), securitySchemes };
}

function declareSchemas(reading: Reading): void {
  for (const [, schema] of memberNodes(childNode(childNode(reading.root, 'components'), 'schemas'))) {
    const isMultiFormat = isObject(schema.value) && typeof schema.value['schemaFormat'] === 'string';
    const dialect = isMultiFormat
      ? dialectOfSchemaFormat(String((schema.value as { schemaFormat: unknown }).schemaFormat))
      : reading.dialect;
    if (dialect) reading.log.attempt(() => reading.schemas.declare(schema, dialect), undefined);
  }
}
