import type { Parameter } from '../../contract.ts';
import type { Entry } from './text-reader.ts';

/** The part of a parameter that says how its value is written as one text. */
export type Serialisation = Pick<Parameter, 'name' | 'explode'> & { readonly style: NonNullable<Parameter['style']> };

/** Decodes one text from the wire; undefined when its encoding is malformed. */
export type Decode = (text: string) => string | undefined;

/**
 * Takes apart a value that is written as one text (OpenAPI 3.1 §4.8.12.3): delimiters first, decoding after, so that an encoded delimiter
 * is data. Each function answers undefined when the text is not written in the style, or its encoding is malformed.
 */
export const readStyle = {
  /** The one text of a primitive value. */
  text(raw: string, serialisation: Serialisation, decode: Decode): string | undefined {
    const bare = bareText(raw, serialisation);
    return bare === undefined ? undefined : decode(bare);
  },

  /** The texts of an array's items. */
  items(raw: string, serialisation: Serialisation, decode: Decode): readonly string[] | undefined {
    const { style, explode, name } = serialisation;
    if (style === 'matrix' && explode) {
      const pairs = splitPairs(raw.split(';').slice(1));
      return raw.startsWith(';') && pairs.every(([key]) => key === name)
        ? decodeAll(
            pairs.map(([, value]) => value),
            decode,
          )
        : undefined;
    }
    const bare = bareText(raw, serialisation);
    return bare === undefined ? undefined : decodeAll(bare === '' ? [] : splitItems(bare, serialisation), decode);
  },

  /** The names and texts of an object's properties. */
  entries(raw: string, serialisation: Serialisation, decode: Decode): readonly Entry[] | undefined {
    const { style, explode } = serialisation;
    if (explode) {
      const bare = style === 'matrix' ? (raw.startsWith(';') ? raw.slice(1) : undefined) : bareText(raw, serialisation);
      if (bare === undefined) return undefined;
      const delimiter = style === 'matrix' ? ';' : style === 'label' ? '.' : ',';
      const parts = bare === '' ? [] : bare.split(delimiter);
      return parts.every((part) => part.includes('=')) ? decodeEntries(splitPairs(parts), decode) : undefined;
    }
    const bare = bareText(raw, serialisation);
    const texts = bare === undefined || bare === '' ? [] : splitItems(bare, serialisation);
    if (bare === undefined || texts.length % 2 === 1) return undefined;
    return decodeEntries(
      Array.from({ length: texts.length / 2 }, (_, index) => [texts[2 * index] as string, texts[2 * index + 1] as string] as const),
      decode,
    );
  },
};

function bareText(raw: string, { style, name }: Serialisation): string | undefined {
  if (style === 'label') return raw.startsWith('.') ? raw.slice(1) : undefined;
  if (style !== 'matrix') return raw;
  if (raw === `;${name}`) return '';
  return raw.startsWith(`;${name}=`) ? raw.slice(name.length + 2) : undefined;
}

function splitItems(bare: string, { style, explode }: Serialisation): readonly string[] {
  switch (style) {
    case 'label':
      return bare.split(explode || !bare.includes(',') ? '.' : ',');
    case 'spaceDelimited':
      return bare.split(/%20|\+| /);
    case 'pipeDelimited':
      return bare.split(/\||%7C/i);
    default:
      return bare.split(',');
  }
}

function splitPairs(parts: readonly string[]): readonly Entry[] {
  return parts.map((part) => {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  });
}

function decodeAll(texts: readonly string[], decode: Decode): readonly string[] | undefined {
  const decoded = texts.map(decode);
  return decoded.every((text) => text !== undefined) ? decoded : undefined;
}

function decodeEntries(entries: readonly Entry[], decode: Decode): readonly Entry[] | undefined {
  const decoded = entries.map(([name, text]) => [decode(name), decode(text)] as const);
  return decoded.every(([name, text]) => name !== undefined && text !== undefined) ? (decoded as readonly Entry[]) : undefined;
}
