/** Offset of the first byte that is not part of valid UTF-8; the length when all of it is. */
export function findUtf8Fault(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const isValid = (end: number) => {
    try {
      decoder.decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    } finally {
      resetDecoder(decoder);
    }
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isValid(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function resetDecoder(decoder: TextDecoder): void {
  try {
    decoder.decode();
  } catch {
    return;
  }
}
