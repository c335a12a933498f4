import { InterlockError } from '../../../errors.ts';

/**
 * Decodes UTF-8 bytes, dropping a byte order mark.
 *
 * @throws DOCUMENT_MALFORMED when the bytes are another encoding or no text at all.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const malformed = (detail: string) => new InterlockError('DOCUMENT_MALFORMED', detail, { place: { file } });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw malformed('the file is UTF-16 text; save it as UTF-8');
  }
  if (bytes.subarray(0, 1024).includes(0)) throw malformed('the file is binary, not YAML or JSON text');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed(`the file is not UTF-8 text: ${firstInvalidByte(bytes)}; save it as UTF-8`);
  }
}

function firstInvalidByte(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return `line ${line} holds bytes that are no character`;
    }
    line += 1;
    start = end;
  }
  return 'it ends within a character';
}
