import type { BindingSchema } from '../contract.ts';
import { InterlockError } from '../../../errors.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import { childNode, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import type { Reading } from '../reading.ts';
import { dialectOfSchemaFormat } from './schema-format.ts';

/** Bindings as written, `$ref` of each protocol resolved, and the schemas in them. */
export interface ReadBindings {
  readonly bindings: JsonObject;
  readonly bindingSchemas: readonly BindingSchema[];
}

const NO_BINDINGS: ReadBindings = { bindings: {}, bindingSchemas: [] };

/** Members that hold a schema (AsyncAPI bindings; a `responseTopic` may be a text, too). */
const SCHEMA_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  anypointmq: ['headers'],
  http: ['query', 'headers'],
  jms: ['headers'],
  kafka: ['key', 'groupId', 'clientId'],
  mqtt: ['correlationData', 'responseTopic'],
  ws: ['query', 'headers'],
};

/**
 * The bindings of a server, channel, operation or message, by protocol. Of a schema that cannot be read (Avro, say) only
 * the place is kept, with a finding.
 *
 * @throws the errors of references.
 */
export function readBindings(reading: Reading, member: SourceNode): ReadBindings {
  const node = reading.references.follow(member);
  if (!isObject(node.value)) return NO_BINDINGS;
  const protocols = memberNodes(node).map(([protocol, binding]) => [protocol, reading.references.follow(binding)] as const);
  return {
    bindings: Object.fromEntries(protocols.map(([protocol, binding]) => [protocol, binding.value])),
    bindingSchemas: protocols.flatMap(([protocol, binding]) =>
      (Object.hasOwn(SCHEMA_MEMBERS, protocol) ? SCHEMA_MEMBERS[protocol]! : []).flatMap((name) =>
        readSchema(reading, protocol, name, childNode(binding, name)),
      ),
    ),
  };
}

function readSchema(reading: Reading, protocol: string, member: string, node: SourceNode): readonly BindingSchema[] {
  if (!isObject(node.value) && typeof node.value !== 'boolean') return [];
  const format = isObject(node.value) && typeof node.value['schemaFormat'] === 'string' ? node.value['schemaFormat'] : undefined;
  const dialect = format === undefined ? reading.dialect : dialectOfSchemaFormat(format);
  const declared = format === undefined ? node : childNode(node, 'schema');
  try {
    if (dialect) return [{ protocol, member, schema: reading.schemas.read(declared, dialect), location: locationOf(node) }];
  } catch (error) {
    if (!(error instanceof InterlockError) || error.code !== 'SCHEMA_INVALID') throw error;
  }
  reading.log.report('not-checked', 'warning', `the ${protocol} ${member} is no schema that is read: nothing is checked against it`, node);
  return [{ protocol, member, location: locationOf(node) }];
}
