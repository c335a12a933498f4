import type { Channel, Schema } from '../../contract/index.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import { exampleValue } from './example.ts';
import { primitiveText } from './serialise-parameter.ts';

const ANY_WORD: Schema = { type: 'string', minLength: 1, pattern: '^[a-z]+$' };
const MOST_ADDRESSES = 32;

/** A concrete address of a channel, its parameters filled with examples; null when it is known at run time only. */
export function exampleAddress(
  comparing: Comparing,
  side: Side,
  channel: Channel,
  fixed?: { readonly name: string; readonly value: unknown },
): string | null {
  return (
    channel.address?.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
      if (fixed?.name === name) return primitiveText(fixed.value);
      const example = exampleValue(comparing, side, parameterSchema(channel, name), 'event');
      const text = example === undefined ? 'a' : primitiveText(example.value);
      return text === '' ? 'a' : text;
    }) ?? null
  );
}

/** Concrete addresses of a channel: one for each listed value of its parameters, else an example. */
export function exampleAddresses(comparing: Comparing, side: Side, channel: Channel): readonly (string | null)[] {
  const names = [...(channel.address ?? '').matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] as string);
  const listed = names.flatMap((name) => {
    const schema = parameterSchema(channel, name);
    const values = typeof schema === 'object' && Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : [];
    return values.map((value) => exampleAddress(comparing, side, channel, { name, value }));
  });
  return listed.length > 0 ? [...new Set(listed)].slice(0, MOST_ADDRESSES) : [exampleAddress(comparing, side, channel)];
}

function parameterSchema(channel: Channel, name: string): Schema {
  return channel.parameters.find((parameter) => parameter.name === name)?.schema ?? ANY_WORD;
}
