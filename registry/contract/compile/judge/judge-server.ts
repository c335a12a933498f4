import type { Channel, Contract, Server } from '../../contract.ts';

/** The servers that a channel is on: those that it lists, else all of the contract. */
export function serversOf(contract: Contract, channel: Channel): readonly Server[] {
  return contract.servers.filter(({ name }) => channel.servers.length === 0 || channel.servers.includes(name ?? ''));
}

/**
 * Is it the URL of a server, whatever the case of scheme and host? A variable with listed values stands for one of them, any other for
 * text without `/`. A slash at the end says nothing, nor does
 * the port that a scheme assumes.
 */
export function isServerUrl({ url, variables }: Server, given: string): boolean {
  const pattern = withoutIdle(url)
    .split(/(\{[^{}]*\})/)
    .map((part) => (/^\{.*\}$/.test(part) ? variablePattern(variables[part.slice(1, -1)]?.enum) : literal(part)))
    .join('');
  return new RegExp(`^${pattern}$`, 'i').test(withoutIdle(given));
}

function variablePattern(values: readonly string[] | undefined): string {
  return values === undefined || values.length === 0 ? '[^/]+' : `(?:${values.map(literal).join('|')})`;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function withoutIdle(url: string): string {
  const withoutPort = url.replace(/^((?:https|wss):\/\/[^/]*):443(?=\/|$)/i, '$1').replace(/^((?:http|ws):\/\/[^/]*):80(?=\/|$)/i, '$1');
  return withoutPort.replace(/\/+$/, '');
}
