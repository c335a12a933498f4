import type { Contract, EventOperation } from '../../registry/contract/index.ts';

/** A channel that an address leads to, and the operations on it. */
export interface FoundChannel {
  readonly address: string;
  readonly operations: readonly EventOperation[];
}

/** Finds the channel of a concrete address; the exact one before one with parameters. */
export type ChannelFinder = (address: string) => FoundChannel | undefined;

/** Indexes the channels of a contract by address. A leading slash of an address does not count, since URLs have one anyway. */
export function indexChannels(contract: Contract): ChannelFinder {
  const exact = new Map<string, EventOperation[]>();
  const patterns = new Map<string, { readonly pattern: RegExp; readonly operations: EventOperation[] }>();
  for (const operation of contract.operations) {
    if (operation.kind !== 'event' || operation.channel.address === null) continue;
    const template = trimSlash(operation.channel.address);
    if (!template.includes('{')) {
      const operations = exact.get(template);
      if (operations) operations.push(operation);
      else exact.set(template, [operation]);
      continue;
    }
    const known = patterns.get(template);
    if (known) known.operations.push(operation);
    else patterns.set(template, { pattern: patternOf(template), operations: [operation] });
  }
  return (given) => {
    const address = trimSlash(given);
    const operations = exact.get(address);
    if (operations) return { address, operations };
    for (const candidate of patterns.values()) if (candidate.pattern.test(address)) return { address, operations: candidate.operations };
    return undefined;
  };
}

function trimSlash(address: string): string {
  return address.startsWith('/') ? address.slice(1) : address;
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^{}]*\}/).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
