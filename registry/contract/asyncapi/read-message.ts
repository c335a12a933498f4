import type { Direction, Message, MessageExample, Slot } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { lastPointerSegment } from '../json-pointer.ts';
import { isTrue, optionalText, textMember } from '../references/member-values.ts';
import { referenceOf } from '../references/references.ts';
import { childNode, itemNodes, locationOf, type SourceNode } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';
import { applyTraits, type MergedNode } from './merged-node.ts';
import { readBindings } from './read-bindings.ts';
import { dialectOfSchemaFormat } from './schema-format.ts';

/**
 * One message. Its name is what it declares, else the key under which it is known: `messageId`, the channel's key for it, or the last
 * segment of the reference to it.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readMessage(reading: Reading, member: SourceNode, direction: Direction, fallbackName: string): Message {
  const node = objectNode(reading, member, 'a message')!;
  const merged = applyTraits(reading, node);
  const correlationId = reading.references.follow(merged.member('correlationId')).value;
  const payload = readPayload(reading, merged, direction);
  const headers = readSlot(reading, merged.member('headers'), undefined, direction);
  const reference = referenceOf(member.value);
  const knownAs =
    merged.member('messageId').value ??
    (reference?.includes('#/') ? lastPointerSegment(reference.slice(reference.indexOf('#') + 1)) : undefined);
  const location = textMember(correlationId, 'location');
  const contentType = merged.member('contentType').value ?? textMember(reading.root.value, 'defaultContentType');
  return {
    name: String(merged.member('name').value ?? knownAs ?? fallbackName),
    ...optionalText({ title: merged.member('title').value }, 'title'),
    contentType: typeof contentType === 'string' ? contentType : 'application/json',
    ...(payload ? { payload } : {}),
    ...(headers ? { headers } : {}),
    ...(location === undefined ? {} : { correlationId: location }),
    ...readBindings(reading, merged.member('bindings')),
    examples: readMessageExamples(merged.member('examples')),
    deprecated: isTrue(node.value, 'deprecated') || merged.extensions['x-deprecated'] === true,
    extensions: merged.extensions,
    location: locationOf(node),
  };
}

function readPayload(reading: Reading, merged: MergedNode, direction: Direction): Slot | undefined {
  const format = merged.member('schemaFormat');
  return readSlot(reading, merged.member('payload'), reading.version.startsWith('2.') ? format : undefined, direction);
}

/** A schema with its format: in AsyncAPI 2 the message has both, in AsyncAPI 3 a Multi Format Schema Object may stand for the schema. */
function readSlot(reading: Reading, member: SourceNode, format: SourceNode | undefined, direction: Direction): Slot | undefined {
  if (member.value === undefined) return undefined;
  const target = reading.version.startsWith('2.') ? member : reading.references.follow(member);
  const isMultiFormat = isObject(target.value) && typeof target.value['schemaFormat'] === 'string';
  const schemaFormat = isMultiFormat ? childNode(target, 'schemaFormat') : format;
  const node = isMultiFormat ? childNode(target, 'schema') : member;
  const dialect = typeof schemaFormat?.value === 'string' ? dialectOfSchemaFormat(schemaFormat.value) : reading.dialect;
  if (!dialect) {
    const message = `schemas in the format '${String(schemaFormat?.value)}' are not read: the message is not checked against it`;
    reading.log.report('not-checked', 'warning', message, schemaFormat ?? node);
    return undefined;
  }
  return { direction, schema: reading.schemas.read(node, dialect), location: locationOf(node) };
}

function readMessageExamples(examples: SourceNode): readonly MessageExample[] {
  return itemNodes(examples)
    .filter((node) => isObject(node.value))
    .map((node) => {
      const { headers, payload } = node.value as { readonly headers?: unknown; readonly payload?: unknown };
      return {
        ...optionalText(node.value, 'name'),
        ...(headers === undefined ? {} : { headers }),
        ...(payload === undefined ? {} : { payload }),
        location: locationOf(node),
      };
    });
}
