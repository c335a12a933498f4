import type { EventOperation, Message } from '../../registry/contract/index.ts';
import type { Session } from '../state/sessions.ts';
import { deliver } from './event-mock.ts';
import type { EventMock } from './event-mock.ts';
import { trimSlash } from './find-channel.ts';
import type { KeptMessage } from './kept-messages.ts';
import { makeMessage } from './make-message.ts';
import { readMessageExpression } from './message-expression.ts';

/**
 * Sends the reply that an operation declares to a request that it took (AsyncAPI 3.0, Operation Reply): to the address that the request
 * names, else to the reply channel's own, with the correlation id of the request. What cannot be made as the contract has it is a dead letter.
 */
export function sendReply(
  mock: EventMock,
  session: Session,
  operation: EventOperation,
  request: KeptMessage & { readonly declared: Message },
  seed: string,
): void {
  const { reply } = operation;
  if (!reply || operation.action !== 'receive') return;
  const named = reply.address === undefined ? undefined : readMessageExpression(reply.address, request);
  const address = typeof named === 'string' ? trimSlash(named) : trimSlash(reply.channel?.address ?? '');
  if (address === '' || address.includes('{')) return;
  const room = session.part(mock.room);
  const correlation = request.declared.correlationId;
  const correlationId = correlation === undefined ? undefined : readMessageExpression(correlation, request);
  const result = makeMessage(reply.messages, {
    compiled: mock.compiled,
    contractId: mock.contractId,
    operation,
    isReply: true,
    address,
    payload: undefined,
    headers: {},
    sequence: room.nextId,
    instantMs: session.clock.tick(),
    seed: `${seed} ${mock.contractId} reply ${room.nextId}`,
    ...(correlationId === undefined ? {} : { correlationId }),
  });
  if ('violations' in result) return room.refuse({ address, headers: {}, payload: undefined, violations: result.violations });
  const { message, headers, payload } = result.made;
  deliver(mock, session, { operation, isReply: true, address, message: message.name, headers, payload, contentType: message.contentType });
}
