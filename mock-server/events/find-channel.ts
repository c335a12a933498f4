import type { Contract, EventOperation } from '../../registry/contract/index.ts';

/** A channel that an address leads to, and the operations on it. */
export interface FoundChannel {
  readonly address: string;
  readonly operations: readonly EventOperation[];
  /** Operations whose replies come here. */
  readonly replies: readonly EventOperation[];
}

/** Finds the channel of a concrete address; the exact one before one with parameters, and that before one known at run time only. */
export type ChannelFinder = (address: string) => FoundChannel | undefined;

interface IndexedChannel {
  readonly operations: EventOperation[];
  readonly replies: EventOperation[];
}

/** Indexes the channels of a contract by address. A leading slash of an address does not count, since URLs have one anyway. */
export function indexChannels(contract: Contract): ChannelFinder {
  const exact = new Map<string, IndexedChannel>();
  const patterns = new Map<string, IndexedChannel & { readonly pattern: RegExp }>();
  const anywhere: EventOperation[] = [];
  const channelOf = (address: string): IndexedChannel => {
    const template = trimSlash(address);
    const known = exact.get(template) ?? patterns.get(template);
    if (known) return known;
    const channel: IndexedChannel = { operations: [], replies: [] };
    if (template.includes('{')) patterns.set(template, { ...channel, pattern: patternOf(template) });
    else exact.set(template, channel);
    return channel;
  };
  for (const operation of contract.operations) {
    if (operation.kind !== 'event') continue;
    if (operation.channel.address !== null) channelOf(operation.channel.address).operations.push(operation);
    const { reply } = operation;
    if (!reply) continue;
    const replyAddress = reply.channel?.address ?? null;
    if (replyAddress !== null) channelOf(replyAddress).replies.push(operation);
    else if (reply.address !== undefined) anywhere.push(operation);
  }
  return (given) => {
    const address = trimSlash(given);
    const found = exact.get(address);
    if (found) return { address, ...found };
    for (const { pattern, operations, replies } of patterns.values()) {
      if (pattern.test(address)) return { address, operations, replies };
    }
    return anywhere.length > 0 && address !== '' ? { address, operations: [], replies: anywhere } : undefined;
  };
}

/** An address without its leading slash. */
export function trimSlash(address: string): string {
  return address.startsWith('/') ? address.slice(1) : address;
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^{}]*\}/).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
