import { readXmlText } from '../../registry/contract/index.ts';
import type { Contract } from '../../registry/contract/index.ts';
import { pickMembers, setMember } from '../answers/own-members.ts';
import { isObject } from '../answers/schema-shape.ts';
import { isXml } from '../answers/structured-media.ts';
import { readXml } from '../http/bodies/read-xml.ts';
import type { Accepted } from './outcome.ts';
import { requestSchema } from './sent-resource.ts';

/**
 * The body of a request as a mock can keep it, in JSON: XML is read by its schema, files of a multipart form are base64. Undefined for bytes of a media type
 * that is not read: they hold nothing that could be stored by member.
 *
 * @param contentType of the request as it came
 */
export function keepableBody(contract: Contract, accepted: Accepted, contentType = ''): unknown {
  const { body, mediaType } = accepted;
  if (body instanceof Uint8Array) return isXml(contentType) ? xmlValue(contract, accepted, body, contentType) : undefined;
  if (mediaType?.startsWith('multipart/') !== true || !isObject(body)) return body;
  const kept = pickMembers(body, () => true);
  for (const [name, part] of Object.entries(kept)) setMember(kept, name, Array.isArray(part) ? part.map(inBase64) : inBase64(part));
  return kept;
}

function xmlValue(contract: Contract, accepted: Accepted, bytes: Uint8Array, contentType: string): unknown {
  const [, charset] = /;\s*charset="?([^";\s]+)/i.exec(contentType) ?? [];
  const { text } = readXmlText(bytes, charset);
  return text === undefined ? undefined : readXml(contract, requestSchema(accepted) ?? true, text);
}

function inBase64(part: unknown): unknown {
  return part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part;
}
