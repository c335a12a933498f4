import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { isObject, resolveSchema } from '../../answers/schema-shape.ts';

/** What a schema's `xml` says (OpenAPI 3.1 §4.8.26). */
export interface XmlObject {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: boolean;
  readonly wrapped?: boolean;
}

/** The `xml` of a schema, its own or one that it inherits. */
export function xmlOf(contract: Contract, schema: Schema): XmlObject {
  const resolved = resolveSchema(contract, schema);
  if (typeof resolved !== 'object') return {};
  const own = resolved['xml'];
  if (isObject(own)) return own;
  for (const branch of (resolved['allOf'] ?? []) as readonly Schema[]) {
    const inherited = xmlOf(contract, branch);
    if (Object.keys(inherited).length > 0) return inherited;
  }
  return {};
}

/** The name of an element or attribute, with its prefix: what `xml` says, else the fallback, brought into XML's letters. */
export function xmlName({ name, prefix }: XmlObject, fallback: string): string {
  const local = (name ?? fallback).replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
  return prefix === undefined ? local : `${prefix}:${local}`;
}

/** The name of each item of an array. */
export function xmlItemName(contract: Contract, items: Schema | undefined, fallback: string): string {
  return items === undefined ? fallback : (xmlOf(contract, items).name ?? fallback);
}
