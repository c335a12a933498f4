/**
 * Characters of a Unicode property class (`\p{Lu}`, `\P{L}`), of those that texts are likely to be made of: the ASCII ones where there are some.
 *
 * @param property what stands in the braces
 * @returns undefined where the property is none, or no such character has it.
 */
export function charactersOf(property: string, isNegated: boolean): readonly string[] | undefined {
  const key = `${isNegated ? 'P' : 'p'}{${property}}`;
  if (!known.has(key)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, findCharacters(key));
  }
  return known.get(key);
}

const known = new Map<string, readonly string[] | undefined>();
const MAX_KNOWN = 200;

function findCharacters(key: string): readonly string[] | undefined {
  let expression: RegExp;
  try {
    expression = new RegExp(`^\\${key}$`, 'u');
  } catch {
    return undefined;
  }
  for (const [first, last] of RANGES) {
    const found: string[] = [];
    for (let point = first; point <= last; point++) {
      const character = String.fromCodePoint(point);
      if (expression.test(character)) found.push(character);
    }
    if (found.length > 0) return found;
  }
  return undefined;
}

/** ASCII, Latin, Greek and Cyrillic, Hebrew and Arabic, Indic, punctuation and signs, Japanese, Chinese, Korean, pictures, control characters. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x300, 0x52f],
  [0x5d0, 0x64a],
  [0x900, 0xe7f],
  [0x2000, 0x2bff],
  [0x3000, 0x30ff],
  [0x4e00, 0x4eff],
  [0xac00, 0xacff],
  [0x1f300, 0x1f6ff],
  [0x0, 0x1f],
];
