import type { Parameter } from '../../registry/contract/index.ts';
import { isObject } from './schema-shape.ts';

/** How a value is written in a header, path or cookie: style `simple` (OpenAPI 3.1 §4.8.12.2), or JSON where the parameter is declared by `content`. */
export function simpleText({ explode, mediaType }: Parameter, value: unknown): string {
  if (mediaType !== undefined) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(scalar).join(',');
  if (!isObject(value)) return scalar(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}${explode ? '=' : ','}${scalar(member)}`)
    .join(',');
}

/** How a value is written in a query, by the parameter's style (OpenAPI 3.1 §4.8.12.2): the parts between `&`, encoded. */
export function queryParts(parameter: Parameter, value: unknown): readonly string[] {
  const { name, style, explode, mediaType } = parameter;
  const pair = (key: string, text: string): string => `${encodeURIComponent(key)}=${text}`;
  if (mediaType !== undefined) return [pair(name, encodeURIComponent(JSON.stringify(value)))];
  if (style === 'deepObject' && isObject(value)) return bracketParts(name, value);
  if (!Array.isArray(value) && !isObject(value)) return [pair(name, encoded(value))];
  if (explode) {
    if (Array.isArray(value)) return value.map((item) => pair(name, encoded(item)));
    return Object.entries(value).flatMap(([key, member]) => [member].flat().map((item) => pair(key, encoded(item))));
  }
  const items = Array.isArray(value) ? value : Object.entries(value).flat();
  return [pair(name, items.map(encoded).join(DELIMITERS[style ?? ''] ?? ','))];
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

function bracketParts(name: string, value: unknown): readonly string[] {
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => bracketParts(`${name}[${key}]`, member));
  return [value].flat().map((item) => `${encodeURIComponent(name)}=${encoded(item)}`);
}

function encoded(value: unknown): string {
  return encodeURIComponent(scalar(value));
}

function scalar(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
