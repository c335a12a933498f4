import type { Parameter } from '../../contract.ts';
import { isJsonMediaType } from '../body/media-type.ts';
import { collectBrackets, readBracketTree } from './bracket-tree.ts';
import { decodeFormText, decodePercent } from './percent.ts';
import { type RawPairs, splitQuery } from './raw-pairs.ts';
import type { Alternatives } from './shape.ts';
import { type Decode, readStyle, type Serialisation } from './style.ts';
import type { TextReader } from './text-reader.ts';

/** What a parameter's text says: the values it may stand for, the likeliest first, or why it says nothing. */
export type Reading = { readonly values: readonly unknown[]; readonly isJudged: boolean } | { readonly malformed: string };

/** Reads one parameter, by its style or its media type. */
export interface ParameterReader {
  /** From one text: a path segment, a header. */
  fromText(raw: string): Reading;
  /** From a query or cookies; undefined when it isn't there. `claimed` are names of other parameters, which an exploded object leaves alone. */
  fromPairs(pairs: RawPairs, claimed: ReadonlySet<string>): Reading | undefined;
  /** From the whole query, `in: querystring` (OpenAPI 3.2). */
  fromQuery(query: string): Reading | undefined;
}

/** What of a parameter its reading depends on. */
export type ReadableParameter = Pick<
  Parameter,
  'name' | 'in' | 'schema' | 'style' | 'explode' | 'allowReserved' | 'allowEmptyValue' | 'mediaType'
>;

const BAD_ENCODING = 'its percent-encoding is malformed';

/** Creates the reader of a parameter. Its schema is looked at when the first value is read. */
export function createParameterReader(parameter: ReadableParameter, reader: TextReader): ParameterReader {
  const { name, mediaType } = parameter;
  const alternatives: Alternatives = reader.only(parameter.schema);
  const serialisation: Serialisation = { name, explode: parameter.explode, style: parameter.style ?? 'simple' };
  const decode = decoderOf(parameter);

  function fromText(raw: string): Reading {
    if (mediaType !== undefined) return readContent(raw, mediaType, decode, reader, alternatives);
    const shape = reader.shape(alternatives);
    const { types } = shape;
    const takesArray = types?.has('array') ?? shape.items.length > 0;
    const takesObject = types?.has('object') ?? shape.properties.size > 0;
    if (!takesArray && !takesObject) {
      const text = readStyle.text(raw, serialisation, decode);
      return text === undefined ? malformed(raw, serialisation, decode) : judged([reader.read(text, alternatives)]);
    }
    const items = takesArray ? readStyle.items(raw, serialisation, decode) : undefined;
    const entries = takesObject ? readStyle.entries(raw, serialisation, decode) : undefined;
    const takesPrimitive = types === undefined || [...types].some((type) => type !== 'array' && type !== 'object');
    const text = takesPrimitive || (items === undefined && entries === undefined) ? readStyle.text(raw, serialisation, decode) : undefined;
    const values: unknown[] = [];
    if (items !== undefined) values.push(reader.readItems(items, shape));
    if (entries !== undefined) values.push(reader.readMembers(entries, shape));
    if (text !== undefined) {
      const primitive = reader.read(text, alternatives);
      if (items !== undefined && items.length > 1) values.push(primitive);
      else values.unshift(primitive);
    }
    return values.length === 0 ? malformed(raw, serialisation, decode) : judged(values);
  }

  function fromExploded(pairs: RawPairs, claimed: ReadonlySet<string>): Reading | undefined {
    const shape = reader.shape(alternatives);
    const takesObject = shape.types?.has('object') ?? shape.properties.size > 0;
    const texts = pairs.get(name);
    if (takesObject && (texts === undefined || shape.types?.size === 1)) {
      const takesAnyName = shape.takesOthers && (shape.otherProperties.length > 0 || shape.properties.size === 0);
      const entries = [...pairs].filter(([key]) => shape.properties.has(key) || (takesAnyName && !claimed.has(key)));
      if (entries.length === 0) return undefined;
      const tree = {
        texts: [],
        members: new Map(entries.map(([key, values]) => [key, { texts: values.map(decode), members: new Map() }])),
      };
      for (const member of tree.members.values()) if (member.texts.includes(undefined)) return { malformed: BAD_ENCODING };
      return judged([readBracketTree(tree as Parameters<typeof readBracketTree>[0], alternatives, reader)]);
    }
    if (texts === undefined) return undefined;
    if (texts.length === 1 && texts[0] === '' && parameter.allowEmptyValue) return { values: [''], isJudged: false };
    const decoded = texts.map(decode);
    if (!decoded.every((text) => text !== undefined)) return { malformed: BAD_ENCODING };
    const takesArray = shape.types?.has('array') ?? true;
    if (decoded.length > 1 && !takesArray) return { malformed: `it is given ${decoded.length} times and takes one value` };
    const takesPrimitive = shape.types === undefined || [...shape.types].some((type) => type !== 'array' && type !== 'object');
    const values: unknown[] = [];
    if (decoded.length === 1 && takesPrimitive) values.push(reader.read(decoded[0] as string, alternatives));
    if (takesArray) values.push(reader.readItems(decoded, shape));
    return judged(values.length === 0 ? [decoded[0]] : values);
  }

  return {
    fromText,
    fromPairs(pairs, claimed) {
      if (parameter.style === 'deepObject') {
        const tree = collectBrackets(name, pairs, decode);
        if (tree === 'malformed') return { malformed: `it is not written as ${name}[property]=value` };
        if (tree !== undefined) return judged([readBracketTree(tree, alternatives, reader)]);
        return pairs.has(name) ? { malformed: `it is not written as ${name}[property]=value` } : undefined;
      }
      if (mediaType === undefined && parameter.explode) return fromExploded(pairs, claimed);
      const texts = pairs.get(name);
      if (texts === undefined) return undefined;
      if (texts.length > 1) return { malformed: `it is given ${texts.length} times and takes one text` };
      if (texts[0] === '' && parameter.allowEmptyValue) return { values: [''], isJudged: false };
      return fromText(texts[0] as string);
    },
    fromQuery(query) {
      if (query === '') return undefined;
      if (mediaType !== undefined && !mediaType.startsWith('application/x-www-form-urlencoded')) return fromText(query);
      return fromExploded(splitQuery(query), new Set());
    },
  };
}

function decoderOf(parameter: ReadableParameter): Decode {
  if (parameter.in === 'header') return (text) => text.trim();
  if (parameter.in === 'cookie') return parameter.style === 'cookie' ? (text) => text : (text) => decodePercent(text) ?? text;
  if (parameter.in === 'path' || parameter.allowReserved) return decodePercent;
  return decodeFormText;
}

function readContent(raw: string, mediaType: string, decode: Decode, reader: TextReader, alternatives: Alternatives): Reading {
  const text = decode(raw);
  if (text === undefined) return { malformed: BAD_ENCODING };
  if (!isJsonMediaType(mediaType)) return judged([reader.read(text, alternatives)]);
  try {
    return judged([JSON.parse(text)]);
  } catch {
    return { malformed: 'it is not well-formed JSON' };
  }
}

function malformed(raw: string, serialisation: Serialisation, decode: Decode): Reading {
  return { malformed: decode(raw) === undefined ? BAD_ENCODING : `it is not written in the style ${serialisation.style}` };
}

function judged(values: readonly unknown[]): Reading {
  return { values, isJudged: true };
}
