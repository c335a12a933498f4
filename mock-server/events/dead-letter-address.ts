import type { Channel } from '../../registry/contract/index.ts';
import { trimSlash } from './find-channel.ts';

/** After the address of a channel whose contract does not say where its dead letters go. */
const SUFFIX = '.dead-letter';

/** Where messages of a channel go that cannot be worked on, with the parameters of its address: what `x-dead-letter` says, else `<address>.dead-letter`. */
export function deadLetterTemplate({ address, extensions }: Pick<Channel, 'address' | 'extensions'>): string {
  const declared = extensions['x-dead-letter'];
  return typeof declared === 'string' && declared !== '' ? trimSlash(declared) : trimSlash(address ?? '') + SUFFIX;
}

/** The same for a concrete address of the channel: parameters are what the address has in their place. */
export function deadLetterAddress(channel: Pick<Channel, 'address' | 'extensions'>, address: string): string {
  const template = trimSlash(channel.address ?? address);
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  const literals = template.split(/\{[^{}]*\}/).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const values = new RegExp(`^${literals.join('([^/]+)')}$`).exec(trimSlash(address))?.slice(1) ?? [];
  const filled = new Map(names.map((name, index) => [name, values[index]]));
  return deadLetterTemplate(channel).replaceAll(/\{([^{}]*)\}/g, (part, name: string) => filled.get(name) ?? part);
}
