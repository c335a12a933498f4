import type { Contract, Schema } from '../../registry/contract/index.ts';
import { isObject, resolveSchema, shapeOf } from '../answers/schema-shape.ts';

/** What a schema's `xml` says (OpenAPI 3.1 §4.8.26). */
interface XmlObject {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: boolean;
  readonly wrapped?: boolean;
}

/** Writes a value as an XML document by its schema: names, prefixes, namespaces, attributes and wrapped arrays as the schema's `xml` says. */
export function writeXml(contract: Contract, schema: Schema, value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(contract, schema, value, schemaName(contract, schema) ?? 'root')}`;
}

function element(contract: Contract, schema: Schema, value: unknown, fallback: string): string {
  const xml = xmlOf(contract, schema);
  const name = nameOf(xml, fallback);
  const namespace =
    xml.namespace === undefined ? '' : ` ${xml.prefix === undefined ? 'xmlns' : `xmlns:${xml.prefix}`}="${escape(xml.namespace)}"`;
  if (Array.isArray(value)) {
    const { items } = shapeOf(contract, schema);
    return tag(name, namespace, value.map((item) => element(contract, items ?? true, item, itemName(contract, items, 'item'))).join(''));
  }
  if (!isObject(value)) return tag(name, namespace, value === null ? '' : escape(String(value)));
  const { properties } = shapeOf(contract, schema);
  let attributes = namespace;
  let content = '';
  for (const [member, inner] of Object.entries(value)) {
    const property = properties.get(member) ?? true;
    const own = xmlOf(contract, property);
    if (own.attribute === true && !isObject(inner)) attributes += ` ${nameOf(own, member)}="${escape(String(inner))}"`;
    else if (Array.isArray(inner)) content += members(contract, property, inner, member);
    else content += element(contract, property, inner, member);
  }
  return tag(name, attributes, content);
}

function members(contract: Contract, schema: Schema, values: readonly unknown[], member: string): string {
  const { items } = shapeOf(contract, schema);
  const own = xmlOf(contract, schema);
  const name = nameOf(own, member);
  const written = values.map((item) =>
    element(contract, items ?? true, item, own.wrapped === true ? itemName(contract, items, name) : name),
  );
  return own.wrapped === true ? tag(name, '', written.join('')) : written.join('');
}

function itemName(contract: Contract, items: Schema | undefined, fallback: string): string {
  return items === undefined ? fallback : (xmlOf(contract, items).name ?? fallback);
}

function xmlOf(contract: Contract, schema: Schema): XmlObject {
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

function schemaName(contract: Contract, schema: Schema): string | undefined {
  const id = typeof schema === 'object' ? schema.$ref : undefined;
  return id === undefined ? undefined : contract.schemas.get(id)?.name;
}

function nameOf({ name, prefix }: XmlObject, fallback: string): string {
  const local = (name ?? fallback).replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
  return prefix === undefined ? local : `${prefix}:${local}`;
}

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  let escaped = '';
  for (const character of text) if (isXmlCharacter(character)) escaped += ENTITIES[character] ?? character;
  return escaped;
}

/** Control characters have no place in XML 1.0 (§2.2), not even escaped. */
function isXmlCharacter(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  const isControl = point < 0x20 && point !== 0x09 && point !== 0x0a && point !== 0x0d;
  return !isControl && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
