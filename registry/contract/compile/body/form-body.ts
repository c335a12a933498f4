import type { MediaType, Schema } from '../../contract.ts';
import { collectBrackets, readBracketTree } from '../text/bracket-tree.ts';
import { createParameterReader } from '../text/parameter-reader.ts';
import { decodeFormText } from '../text/percent.ts';
import { type RawPairs, splitQuery } from '../text/raw-pairs.ts';
import { getMember, setMember } from '../text/set-member.ts';
import type { Alternatives } from '../text/shape.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { BodyReading } from './body-reading.ts';
import { isJsonMediaType } from './media-type.ts';
import { readJsonText } from './json-text.ts';

const STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

/**
 * Reads application/x-www-form-urlencoded text. A property with an Encoding Object is written as that says (OpenAPI 3.1 §4.8.15);
 * otherwise arrays repeat their name, objects use brackets or JSON, and items may use brackets too. Undeclared names are kept.
 */
export function readForm(text: string, mediaType: MediaType, reader: TextReader): BodyReading {
  const pairs = splitQuery(text.trimEnd());
  const shape = reader.shape(reader.only(mediaType.schema));
  const value: Record<string, unknown> = {};
  const taken = new Set<string>();
  for (const [name, alternatives] of shape.properties) {
    const reading = readProperty(name, alternatives, pairs, getMember(mediaType.encoding, name) as Encoding | undefined, reader);
    for (const key of pairs.keys()) if (key === name || key.startsWith(`${name}[`)) taken.add(key);
    if (reading === undefined) continue;
    if ('malformed' in reading) return { malformed: `its field '${name}' cannot be read: ${reading.malformed}` };
    setMember(value, name, reading.value);
  }
  for (const [name, texts] of pairs) {
    if (taken.has(name)) continue;
    const decoded = texts.map(decodeFormText);
    if (!decoded.every((decodedText) => decodedText !== undefined)) return { malformed: 'the percent-encoding of a field is malformed' };
    const items = decoded.map((decodedText) => reader.read(decodedText, shape.otherProperties));
    setMember(value, name, items.length === 1 ? items[0] : items);
  }
  return { value, judged: value };
}

type Encoding = Readonly<Record<string, unknown>>;

function readProperty(
  name: string,
  alternatives: Alternatives,
  pairs: RawPairs,
  encoding: Encoding | undefined,
  reader: TextReader,
): { readonly value: unknown } | { readonly malformed: string } | undefined {
  const schema: Schema = alternatives.length === 1 ? (alternatives[0] as Schema) : { anyOf: alternatives };
  const style = STYLES.find((known) => known === encoding?.['style']);
  const isStyled = style !== undefined || encoding?.['explode'] !== undefined || encoding?.['allowReserved'] !== undefined;
  const contentType = encoding?.['contentType'];
  const texts = pairs.get(name);
  if (!isStyled) {
    const tree = collectBrackets(name, pairs, decodeFormText);
    if (tree === 'malformed') return { malformed: 'its brackets or its percent-encoding are malformed' };
    if (tree !== undefined) return { value: readBracketTree(tree, alternatives, reader) };
    const types = reader.shape(alternatives).types;
    const isJson = typeof contentType === 'string' ? isJsonMediaType(contentType) : types?.has('object') === true && !types.has('string');
    if (isJson && texts?.length === 1) {
      const decoded = decodeFormText(texts[0] as string);
      return decoded === undefined ? { malformed: 'its percent-encoding is malformed' } : readJsonText(decoded);
    }
  }
  if (!isStyled && texts === undefined) return undefined;
  const reading = createParameterReader(
    {
      name,
      in: 'query',
      schema,
      style: style ?? 'form',
      explode: typeof encoding?.['explode'] === 'boolean' ? encoding['explode'] : (style ?? 'form') === 'form',
      allowReserved: encoding?.['allowReserved'] === true,
      allowEmptyValue: false,
    },
    reader,
  ).fromPairs(pairs, new Set());
  if (reading === undefined || 'malformed' in reading) return reading;
  return { value: reading.values.find((value) => reader.fits(value, alternatives)) ?? reading.values[0] };
}
