import type { Channel, ChannelParameter, Schema } from '../contract.ts';
import type { JsonObject } from '../load/is-object.ts';
import { lastPointerSegment } from '../json-pointer.ts';
import { extensionsOf, textMember } from '../references/member-values.ts';
import { referenceOf } from '../references/references.ts';
import { childNode, itemNodes, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';
import { readBindings } from './read-bindings.ts';

/**
 * One channel.
 *
 * @param name The key that the document knows it by, which in AsyncAPI 2 is its address.
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readChannel(reading: Reading, node: SourceNode, name: string): Channel {
  const isVersion2 = reading.version.startsWith('2.');
  const address = isVersion2 ? name : (textMember(node.value, 'address') ?? null);
  const parameters = memberNodes(childNode(node, 'parameters')).map(([each, member]) => readParameter(reading, member, each));
  checkAddress(reading, node, address, parameters);
  const servers = itemNodes(childNode(node, 'servers')).map(({ value }) => {
    const reference = referenceOf(value);
    return reference === undefined ? String(value) : lastPointerSegment(reference);
  });
  const bindings = readBindings(reading, childNode(node, 'bindings'));
  return { address, name, parameters, servers, ...bindings, extensions: extensionsOf(node.value), location: locationOf(node) };
}

/** `a/{x}/b` is `a/{}/b`: parameters count by position. */
export function wireAddress(channel: Channel): string {
  return channel.address === null ? `<${channel.name}>` : channel.address.replaceAll(/\{[^{}]*\}/g, '{}');
}

function readParameter(reading: Reading, member: SourceNode, name: string): ChannelParameter {
  const node = objectNode(reading, member, 'a channel parameter')!;
  const source = textMember(node.value, 'location');
  return { name, schema: parameterSchema(reading, node), ...(source === undefined ? {} : { source }), location: locationOf(node) };
}

/** AsyncAPI 2 declares a schema; AsyncAPI 3 declares the members of a string schema directly. */
function parameterSchema(reading: Reading, node: SourceNode): Schema {
  const declared = node.value as JsonObject;
  if (reading.version.startsWith('2.') && declared['schema'] !== undefined)
    return reading.schemas.read(childNode(node, 'schema'), reading.dialect);
  const schema: Record<string, unknown> = { type: 'string' };
  if (!reading.version.startsWith('2.')) {
    for (const keyword of ['enum', 'examples']) {
      const values = declared[keyword];
      if (Array.isArray(values) && values.length > 0) schema[keyword] = values;
    }
    if (declared['default'] !== undefined) schema['default'] = declared['default'];
  }
  reading.schemas.origins.record(schema, node.document, declared);
  return schema;
}

function checkAddress(reading: Reading, node: SourceNode, address: string | null, parameters: readonly ChannelParameter[]): void {
  if (address === null) return;
  const templated = new Set([...address.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!));
  for (const name of templated) {
    if (parameters.some((parameter) => parameter.name === name)) continue;
    reading.log.report(
      'channel-parameter-undeclared',
      'warning',
      `the address '${address}' has the parameter '${name}', which is not declared`,
      node,
    );
  }
  for (const { name } of parameters) {
    if (templated.has(name)) continue;
    reading.log.report('channel-parameter-unused', 'warning', `the parameter '${name}' does not stand in the address '${address}'`, node);
  }
}
