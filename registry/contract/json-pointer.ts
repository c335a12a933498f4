/** Escapes one segment of a JSON pointer (RFC 6901 §3). */
export function escapePointerSegment(segment: string): string {
  return segment.includes('~') || segment.includes('/') ? segment.replaceAll('~', '~0').replaceAll('/', '~1') : segment;
}

/** The pointer of a member: `childPointer('/paths', '/pets')` is `/paths/~1pets`. */
export function childPointer(pointer: string, key: string | number): string {
  return typeof key === 'number' ? `${pointer}/${key}` : `${pointer}/${escapePointerSegment(key)}`;
}

/** Splits a JSON pointer into unescaped segments: '' has none. Text that does not start with a slash is read as if it did. */
export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const segments = (pointer.startsWith('/') ? pointer.slice(1) : pointer).split('/');
  return segments.map((segment) => (segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment));
}

/** The last segment of a JSON pointer, unescaped; '' for the whole document. */
export function lastPointerSegment(pointer: string): string {
  return pointerSegments(pointer).at(-1) ?? '';
}
