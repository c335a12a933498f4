import type { Direction, MediaType } from '../contract.ts';
import { isObject, type JsonObject } from '../load/is-object.ts';
import { childNode, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { invalid, objectNode, type Reading } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import { readExamples } from './read-examples.ts';

/** Keywords of OpenAPI 3.2 media types that are not judged yet. */
const UNCHECKED: readonly string[] = ['itemSchema', 'prefixEncoding', 'itemEncoding'];

/**
 * A `content` map as media types (OpenAPI 3.1 §4.8.14).
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readContent(reading: Reading, content: SourceNode, direction: Direction): readonly MediaType[] {
  if (content.value === undefined) return [];
  if (!isObject(content.value)) throw invalid(content, `'content' must hold media types by name, not ${describe(content.value)}`);
  const mediaTypes = memberNodes(content).filter(([name]) => !name.startsWith('x-'));
  return mediaTypes.map(([name, member]) => readMediaType(reading, name, member, direction));
}

function readMediaType(reading: Reading, name: string, member: SourceNode, direction: Direction): MediaType {
  const node = objectNode(reading, member, 'a media type')!;
  const declared = node.value as JsonObject;
  for (const keyword of UNCHECKED) {
    if (declared[keyword] === undefined) continue;
    reading.log.report('not-checked', 'warning', `'${keyword}' is not checked: messages are judged without it`, childNode(node, keyword));
  }
  return {
    mediaType: name.toLowerCase(),
    direction,
    schema: reading.schemas.read(childNode(node, 'schema'), reading.dialect),
    ...(declared['itemSchema'] === undefined ? {} : { itemSchema: reading.schemas.read(childNode(node, 'itemSchema'), reading.dialect) }),
    examples: readExamples(reading, node),
    encoding: readEncoding(reading, childNode(node, 'encoding')),
    location: locationOf(node),
  };
}

const NO_ENCODING: MediaType['encoding'] = {};

function readEncoding(reading: Reading, encoding: SourceNode): MediaType['encoding'] {
  if (!isObject(encoding.value)) return NO_ENCODING;
  return Object.fromEntries(
    memberNodes(encoding).map(([property, member]) => {
      const node = objectNode(reading, member, 'an encoding')!;
      const headers = memberNodes(childNode(node, 'headers')).map(([name, header]) => [name, reading.references.follow(header).value]);
      const declared = node.value as JsonObject;
      return [property, headers.length === 0 ? declared : { ...declared, headers: Object.fromEntries(headers) }];
    }),
  );
}
