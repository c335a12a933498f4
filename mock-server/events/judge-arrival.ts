import type { CompiledContract, EventMessage, EventOperation, Message, Violation } from '../../registry/contract/index.ts';
import type { FoundChannel } from './find-channel.ts';

/** A message as it came to a channel. */
export type ArrivedMessage = Omit<EventMessage, 'address' | 'payload'> & {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array;
};

/** Whether a message may pass on a channel: as which operation's message, or why not. */
export type ArrivalVerdict =
  | {
      readonly accepted: true;
      readonly operation: EventOperation;
      readonly isReply: boolean;
      readonly message: Message;
      readonly payload: unknown;
    }
  | { readonly accepted: false; readonly violations: readonly Violation[] };

/** Judges a message by each operation of its channel, then as a reply; refused, it has the violations against the operation that it fits best. */
export function judgeArrival(compiled: CompiledContract, channel: FoundChannel, arrived: ArrivedMessage): ArrivalVerdict {
  const { address } = channel;
  let fewest: readonly Violation[] | undefined;
  const sides = [
    ...channel.operations.map((operation) => ({ operation, reply: false })),
    ...channel.replies.map((operation) => ({ operation, reply: true })),
  ];
  for (const { operation, reply } of sides) {
    const verdict = compiled.permitsMessage(operation, { ...arrived, address }, { reply });
    if (verdict.accepted) return { accepted: true, operation, isReply: reply, message: verdict.message, payload: verdict.payload };
    if (fewest === undefined || verdict.violations.length < fewest.length) fewest = verdict.violations;
  }
  return { accepted: false, violations: fewest ?? [] };
}
