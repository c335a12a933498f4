import type { Channel, Direction, EventOperation, Message, SecurityScheme } from '../contract.ts';
import { lastPointerSegment } from '../json-pointer.ts';
import { textMember } from '../references/member-values.ts';
import { referenceOf } from '../references/references.ts';
import { childNode, itemNodes, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { invalid, objectNode, type Reading } from '../reading.ts';
import { describe } from '../schema/keyword-fault.ts';
import { eventOperation } from './event-operation.ts';
import { applyTraits } from './merged-node.ts';
import { readChannel } from './read-channel.ts';
import { readEventSecurity } from './read-event-security.ts';
import { readMessage } from './read-message.ts';

/**
 * The operations of an AsyncAPI 3.0 or 3.1 document.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readVersion3(reading: Reading, schemes: Map<string, SecurityScheme>): readonly EventOperation[] {
  return memberNodes(childNode(reading.root, 'operations'))
    .filter(([name]) => !name.startsWith('x-'))
    .flatMap(([name, member]) => {
      const read = () => [readOperation(reading, objectNode(reading, member, 'an operation')!, name, schemes)];
      return reading.log.attempt<readonly EventOperation[]>(read, []);
    });
}

interface ReferredChannel {
  readonly node: SourceNode;
  readonly channel: Channel;
}

function readOperation(reading: Reading, node: SourceNode, operationId: string, schemes: Map<string, SecurityScheme>): EventOperation {
  const action = textMember(node.value, 'action');
  if (action !== 'send' && action !== 'receive') {
    throw invalid(node, `the operation '${operationId}' needs an 'action', 'send' or 'receive', not ${describe(action)}`);
  }
  const merged = applyTraits(reading, node);
  const referred = readReferredChannel(reading, childNode(node, 'channel'));
  if (!referred) throw invalid(node, `the operation '${operationId}' needs a 'channel'`);
  const direction = action === 'receive' ? 'input' : 'output';
  const reply = readReply(reading, childNode(node, 'reply'), direction === 'input' ? 'output' : 'input');
  return eventOperation(reading, merged, {
    action,
    channel: referred.channel,
    operationId,
    messages: readMessages(reading, node, referred, direction),
    ...(reply ? { reply } : {}),
    security: readEventSecurity(reading, merged.member('security'), schemes),
  });
}

function readReferredChannel(reading: Reading, member: SourceNode): ReferredChannel | undefined {
  const node = objectNode(reading, member, 'a channel');
  if (!node) return undefined;
  const name = lastPointerSegment(referenceOf(member.value) ?? node.pointer);
  return { node, channel: readChannel(reading, node, name) };
}

/** The messages of an operation or a reply: those of the channel that it refers to, all of them when it lists none. */
function readMessages(
  reading: Reading,
  holder: SourceNode,
  referred: ReferredChannel | undefined,
  direction: Direction,
): readonly Message[] {
  const ofChannel = referred ? memberNodes(childNode(referred.node, 'messages')).filter(([name]) => !name.startsWith('x-')) : [];
  const list = childNode(holder, 'messages');
  if (list.value === undefined) return ofChannel.map(([name, member]) => readMessage(reading, member, direction, name));
  const known = new Set(ofChannel.map(([, member]) => reading.references.follow(member).value));
  return itemNodes(list).map((item) => {
    const name = lastPointerSegment(referenceOf(item.value) ?? item.pointer);
    if (referred && !known.has(reading.references.follow(item).value)) {
      const message = `the message '${name}' is none of the channel '${referred.channel.name}'; an operation refers to messages of its channel`;
      reading.log.report('message-not-of-channel', 'error', message, item);
    }
    return readMessage(reading, item, direction, name);
  });
}

function readReply(reading: Reading, member: SourceNode, direction: Direction): EventOperation['reply'] {
  const node = objectNode(reading, member, 'a reply');
  if (!node) return undefined;
  const referred = readReferredChannel(reading, childNode(node, 'channel'));
  const address = textMember(objectNode(reading, childNode(node, 'address'), 'a reply address')?.value, 'location');
  return {
    ...(referred ? { channel: referred.channel } : {}),
    ...(address === undefined ? {} : { address }),
    messages: readMessages(reading, node, referred, direction),
    location: locationOf(node),
  };
}
