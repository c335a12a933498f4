import { isDataByte, type Delimiters } from '../tokenizer/delimiters.ts';

/** How far from an ISA its GS is looked for. */
const REACH = 400;

/**
 * Delimiters of an interchange whose ISA has the wrong length, read off the place where its first GS begins. They serve to count and value
 * what is refused; nothing that is read with them is ever accepted.
 *
 * @param end the guess rests on nothing from here on
 * @returns undefined when no GS follows closely
 */
export function guessDelimiters(
  bytes: Uint8Array,
  offset: number,
  end: number,
): { readonly delimiters: Delimiters; readonly end: number } | undefined {
  const element = bytes[offset + 3];
  if (element === undefined || isDataByte(element)) return undefined;
  const limit = Math.min(end - 2, offset + REACH);
  for (let at = offset + 20; at < limit; at += 1) {
    if (bytes[at] !== 0x47 || bytes[at + 1] !== 0x53 || bytes[at + 2] !== element) continue;
    let last = at - 1;
    while (last > offset && bytes[last]! <= 0x20) last -= 1;
    const isWhitespaceTerminated: boolean = isDataByte(bytes[last]!) || bytes[last - 1] === element;
    const segment: number = isWhitespaceTerminated ? bytes[last + 1]! : bytes[last]!;
    const component: number = isWhitespaceTerminated ? bytes[last]! : bytes[last - 1]!;
    if (isDataByte(segment) || segment === element || segment === component) continue;
    return { delimiters: { element, component, segment }, end: at };
  }
  return undefined;
}
