const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes bytes as UTF-8 where they are well-formed UTF-8, else as Latin-1: X12 doesn't say which of the two a file is written in. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x80 || at - start === 64) return decodeLong(bytes.subarray(start, end));
    text += String.fromCharCode(byte);
  }
  return text;
}

function decodeLong(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
