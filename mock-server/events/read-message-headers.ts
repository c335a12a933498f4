import type { IncomingHttpHeaders } from 'node:http';
import type { Contract, Message, Schema } from '../../registry/contract/index.ts';
import { resolveSchema, shapeOf } from '../answers/schema-shape.ts';

const PREFIX = 'x-message-';

/**
 * Reads message headers from `X-Message-<Name>` request headers. HTTP knows no case, so names take the spelling that the contract declares;
 * numbers and booleans that the contract declares as such are read as such.
 */
export function readMessageHeaders(
  contract: Contract,
  messages: readonly Message[],
  headers: IncomingHttpHeaders,
): Readonly<Record<string, unknown>> {
  const declared = new Map<string, { readonly name: string; readonly schema: Schema }>();
  for (const message of messages) {
    if (!message.headers) continue;
    for (const [name, schema] of shapeOf(contract, message.headers.schema).properties) declared.set(name.toLowerCase(), { name, schema });
  }
  const read = Object.entries(headers).flatMap(([name, value]): [string, unknown][] => {
    if (!name.startsWith(PREFIX) || value === undefined) return [];
    const bare = name.slice(PREFIX.length);
    const known = declared.get(bare);
    return [[known?.name ?? bare, known ? readTyped(contract, known.schema, String(value)) : String(value)]];
  });
  return Object.fromEntries(read);
}

function readTyped(contract: Contract, schema: Schema, text: string): unknown {
  const resolved = resolveSchema(contract, schema);
  const types = typeof resolved === 'object' ? [resolved['type']].flat() : [];
  if ((types.includes('integer') || types.includes('number')) && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
