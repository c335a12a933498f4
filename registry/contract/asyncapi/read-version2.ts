import type { Channel, EventOperation, Message, SecurityScheme } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { childNode, itemNodes, memberNodes, type SourceNode } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';
import { readChannel } from './read-channel.ts';
import { eventOperation } from './event-operation.ts';
import { applyTraits } from './merged-node.ts';
import { readEventSecurity } from './read-event-security.ts';
import { readMessage } from './read-message.ts';

/** From the application's own side: what others publish it receives, what others subscribe to it sends (AsyncAPI 3 migration guide). */
const ACTIONS = [
  ['publish', 'receive'],
  ['subscribe', 'send'],
] as const;

/**
 * The operations of an AsyncAPI 2.0–2.6 document.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readVersion2(reading: Reading, schemes: Map<string, SecurityScheme>): readonly EventOperation[] {
  return memberNodes(childNode(reading.root, 'channels'))
    .filter(([address]) => !address.startsWith('x-'))
    .flatMap(([address, member]) => reading.log.attempt(() => readOperations(reading, member, address, schemes), []));
}

function readOperations(
  reading: Reading,
  member: SourceNode,
  address: string,
  schemes: Map<string, SecurityScheme>,
): readonly EventOperation[] {
  const node = objectNode(reading, member, 'a channel')!;
  const channel = readChannel(reading, node, address);
  return ACTIONS.flatMap(([keyword, action]) => {
    const operation = objectNode(reading, childNode(node, keyword), 'an operation');
    return operation ? [readOperation(reading, operation, action, channel, schemes)] : [];
  });
}

function readOperation(
  reading: Reading,
  node: SourceNode,
  action: EventOperation['action'],
  channel: Channel,
  schemes: Map<string, SecurityScheme>,
): EventOperation {
  const merged = applyTraits(reading, node);
  const operationId = merged.member('operationId').value;
  return eventOperation(reading, merged, {
    action,
    channel,
    ...(typeof operationId === 'string' ? { operationId } : {}),
    messages: readMessages(reading, childNode(node, 'message'), action),
    security: readEventSecurity(reading, merged.member('security'), schemes),
  });
}

/** `message` is one message, or several as `oneOf`. */
function readMessages(reading: Reading, member: SourceNode, action: EventOperation['action']): readonly Message[] {
  if (member.value === undefined) return [];
  const node = reading.references.follow(member);
  const direction = action === 'receive' ? 'input' : 'output';
  if (!isObject(node.value) || node.value['oneOf'] === undefined) return [readMessage(reading, member, direction, 'message')];
  return itemNodes(childNode(node, 'oneOf')).map((item, index) => readMessage(reading, item, direction, `message-${index + 1}`));
}
