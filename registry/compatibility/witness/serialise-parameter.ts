import type { Parameter } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';

/** What of a parameter its serialisation depends on. */
export type SerialisedParameter = Pick<Parameter, 'name' | 'in' | 'style' | 'explode' | 'allowReserved' | 'mediaType'>;

/**
 * Writes a value as its parameter puts it on the wire (OpenAPI 3.1 §4.8.12.3, RFC 6570): the text of a path segment or header, or pairs of
 * a query or cookie header. Undefined when the style can't write the value, or writes nothing (an empty list in a query).
 */
export function serialiseParameter(parameter: SerialisedParameter, value: unknown): string | undefined {
  const encode = encoderOf(parameter);
  if (parameter.in === 'querystring') return serialiseWhole(parameter, value);
  const text = parameter.mediaType === undefined ? undefined : encode(contentText(parameter.mediaType, value));
  switch (parameter.in) {
    case 'path':
      return text ?? pathText(parameter, value, encode);
    case 'header':
      return text ?? simpleText(parameter, value, encode);
    case 'query':
    case 'cookie': {
      const pairs = text === undefined ? pairsOf(parameter, value, encode) : [[encodeName(parameter), text] as const];
      return pairs === undefined || pairs.length === 0
        ? undefined
        : pairs.map(([name, one]) => `${name}=${one}`).join(parameter.in === 'query' ? '&' : '; ');
    }
  }
}

/** The text of a primitive value, as RFC 6570 writes it; JSON for what has no text of its own. */
export function primitiveText(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? 'null' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

type Encode = (text: string) => string;

function encoderOf(parameter: SerialisedParameter): Encode {
  if (parameter.in === 'header' || parameter.style === 'cookie') return (text) => text;
  if (parameter.allowReserved) return encodeReserved;
  return encodeStrict;
}

function encodeStrict(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Leaves reserved characters as they are, except those that would end the value (OpenAPI 3.1 `allowReserved`). */
function encodeReserved(text: string): string {
  return encodeStrict(text).replaceAll(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2B|2C|3B)/g, (code) => decodeURIComponent(code));
}

function encodeName(parameter: SerialisedParameter): string {
  return parameter.in === 'cookie' ? parameter.name : encodeStrict(parameter.name);
}

function contentText(mediaType: string, value: unknown): string {
  const essence = mediaType.split(';')[0]?.trim() ?? '';
  return /[/+]json$/.test(essence) ? JSON.stringify(value) : primitiveText(value);
}

function membersOf(value: unknown): readonly (readonly [string, string])[] | undefined {
  return isObject(value) ? Object.entries(value).map(([name, member]) => [name, primitiveText(member)]) : undefined;
}

function simpleText({ explode }: SerialisedParameter, value: unknown, encode: Encode): string {
  if (Array.isArray(value)) return value.map((item) => encode(primitiveText(item))).join(',');
  const members = membersOf(value);
  if (members) return members.map(([name, text]) => `${encode(name)}${explode ? '=' : ','}${encode(text)}`).join(',');
  return encode(primitiveText(value));
}

function pathText(parameter: SerialisedParameter, value: unknown, encode: Encode): string | undefined {
  const { style, explode, name } = parameter;
  const members = membersOf(value);
  const items = Array.isArray(value) ? value.map((item) => encode(primitiveText(item))) : undefined;
  switch (style) {
    case 'label': {
      if (items) return `.${items.join(explode ? '.' : ',')}`;
      return members
        ? `.${explode ? members.map(([key, text]) => `${encode(key)}=${encode(text)}`).join('.') : simpleText(parameter, value, encode)}`
        : `.${encode(primitiveText(value))}`;
    }
    case 'matrix': {
      if (items && explode) return items.map((item) => `;${name}=${item}`).join('') || undefined;
      if (members && explode) return members.map(([key, text]) => `;${encode(key)}=${encode(text)}`).join('') || undefined;
      const text = simpleText({ ...parameter, explode: false }, value, encode);
      return text === '' ? `;${name}` : `;${name}=${text}`;
    }
    default: {
      const text = simpleText(parameter, value, encode);
      return text === '' ? undefined : text;
    }
  }
}

function pairsOf(parameter: SerialisedParameter, value: unknown, encode: Encode): readonly (readonly [string, string])[] | undefined {
  const { style, explode } = parameter;
  const name = encodeName(parameter);
  const members = membersOf(value);
  if (style === 'deepObject') return isObject(value) ? bracketPairs(name, value, encode) : undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => encode(primitiveText(item)));
    if (items.length === 0) return [];
    if (explode) return items.map((item) => [name, item]);
    return [[name, items.join(delimiterOf(style))]];
  }
  if (members) {
    if (members.length === 0) return [];
    if (explode && (style === undefined || style === 'form' || style === 'cookie'))
      return members.map(([key, text]) => [encode(key), encode(text)]);
    return [[name, members.flatMap(([key, text]) => [encode(key), encode(text)]).join(delimiterOf(style))]];
  }
  return [[name, encode(primitiveText(value))]];
}

function delimiterOf(style: SerialisedParameter['style']): string {
  return style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
}

function bracketPairs(prefix: string, value: Readonly<Record<string, unknown>>, encode: Encode): readonly (readonly [string, string])[] {
  return Object.entries(value).flatMap(([key, member]): readonly (readonly [string, string])[] => {
    const name = `${prefix}[${encode(key)}]`;
    if (isObject(member)) return bracketPairs(name, member, encode);
    if (Array.isArray(member)) return member.map((item) => [name, encode(primitiveText(item))]);
    return [[name, encode(primitiveText(member))]];
  });
}

function serialiseWhole({ mediaType }: SerialisedParameter, value: unknown): string | undefined {
  if (mediaType !== undefined && !mediaType.startsWith('application/x-www-form-urlencoded'))
    return encodeStrict(contentText(mediaType, value));
  return isObject(value)
    ? Object.entries(value)
        .flatMap(([name, member]) =>
          (Array.isArray(member) ? member : [member]).map((one) => `${encodeStrict(name)}=${encodeStrict(primitiveText(one))}`),
        )
        .join('&')
    : undefined;
}
