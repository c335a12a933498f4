import { pickMembers, setMember } from '../answers/own-members.ts';
import { isObject } from '../answers/schema-shape.ts';
import type { Accepted } from './outcome.ts';

/**
 * The body of a request as a mock can keep it, in JSON: files of a multipart form are base64. Undefined for bytes of a media type that is not read (XML,
 * say): they hold nothing that could be stored by member.
 */
export function keepableBody({ body, mediaType }: Pick<Accepted, 'body' | 'mediaType'>): unknown {
  if (body instanceof Uint8Array) return undefined;
  if (mediaType?.startsWith('multipart/') !== true || !isObject(body)) return body;
  const kept = pickMembers(body, () => true);
  for (const [name, part] of Object.entries(kept)) setMember(kept, name, Array.isArray(part) ? part.map(inBase64) : inBase64(part));
  return kept;
}

function inBase64(part: unknown): unknown {
  return part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part;
}
