import type { IncomingMessage } from 'node:http';
import type { CompiledContract, EventOperation, Message } from '../../registry/contract/index.ts';
import type { FoundChannel } from '../events/find-channel.ts';
import type { KeptMessage } from '../events/kept-messages.ts';
import { consumerOf } from './consumer-of.ts';
import type { UseRecorder } from './use-recorder.ts';

/** Takes a message that a caller published on a channel, or got from it. */
export type RecordMessage = (request: IncomingMessage, channel: FoundChannel, way: 'sends' | 'reads', message: KeptMessage) => void;

/**
 * Notes what callers of event channels publish and get. A message that the application itself sends is no use of whoever publishes it here: they
 * stand in for the application.
 */
export function recordMessages(recorder: UseRecorder, contractId: string, compiled: () => CompiledContract): RecordMessage {
  return (request, channel, way, { message: name, headers, payload }) => {
    const found = usedIn(channel, way, name);
    if (!found) return;
    const { contract } = compiled();
    recorder.noteMessage(contractId, contract, consumerOf(contract, request), { ...found, way, headers, payload });
  };
}

/** The operation by which a consumer sends or reads a message: what the application receives is sent to it, and replies go the other way. */
function usedIn(
  { operations, replies }: FoundChannel,
  way: 'sends' | 'reads',
  name: string,
): { readonly operation: EventOperation; readonly message: Message } | undefined {
  const [own, answering] = way === 'sends' ? (['receive', 'send'] as const) : (['send', 'receive'] as const);
  for (const operation of operations) {
    const message = operation.action === own ? operation.messages.find((one) => one.name === name) : undefined;
    if (message) return { operation, message };
  }
  for (const operation of replies) {
    const message = operation.action === answering ? operation.reply?.messages.find((one) => one.name === name) : undefined;
    if (message) return { operation, message };
  }
  return undefined;
}
