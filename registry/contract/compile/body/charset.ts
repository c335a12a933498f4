/**
 * Decodes text by its charset (WHATWG Encoding labels), UTF-8 when none or an unknown one is named. A byte order mark is passed over.
 *
 * @returns undefined when the bytes are not valid in it.
 */
export function decodeCharset(bytes: Uint8Array, charset: string | undefined): string | undefined {
  try {
    return createDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function createDecoder(charset: string | undefined): TextDecoder {
  if (charset !== undefined) {
    try {
      return new TextDecoder(charset, { fatal: true });
    } catch {
      return new TextDecoder('utf-8', { fatal: true });
    }
  }
  return new TextDecoder('utf-8', { fatal: true });
}
