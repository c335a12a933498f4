import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { isObject, shapeOf } from '../../answers/schema-shape.ts';
import { xmlItemName, xmlName, xmlOf } from './xml-names.ts';

/** Writes a value as an XML document by its schema: names, prefixes, namespaces, attributes and wrapped arrays as the schema's `xml` says. */
export function writeXml(contract: Contract, schema: Schema, value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(contract, schema, value, schemaName(contract, schema) ?? 'root')}`;
}

function element(contract: Contract, schema: Schema, value: unknown, fallback: string): string {
  const xml = xmlOf(contract, schema);
  const name = xmlName(xml, fallback);
  const namespace =
    xml.namespace === undefined ? '' : ` ${xml.prefix === undefined ? 'xmlns' : `xmlns:${xml.prefix}`}="${escape(xml.namespace)}"`;
  if (Array.isArray(value)) {
    const { items } = shapeOf(contract, schema);
    return tag(name, namespace, value.map((item) => element(contract, items ?? true, item, xmlItemName(contract, items, 'item'))).join(''));
  }
  if (!isObject(value)) return tag(name, namespace, value === null ? '' : escape(String(value)));
  const { properties } = shapeOf(contract, schema);
  let attributes = namespace;
  let content = '';
  for (const [member, inner] of Object.entries(value)) {
    const property = properties.get(member) ?? true;
    const own = xmlOf(contract, property);
    if (own.attribute === true && !isObject(inner)) attributes += ` ${xmlName(own, member)}="${escape(String(inner))}"`;
    else if (Array.isArray(inner)) content += members(contract, property, inner, member);
    else content += element(contract, property, inner, member);
  }
  return tag(name, attributes, content);
}

function members(contract: Contract, schema: Schema, values: readonly unknown[], member: string): string {
  const { items } = shapeOf(contract, schema);
  const own = xmlOf(contract, schema);
  const name = xmlName(own, member);
  const written = values.map((item) =>
    element(contract, items ?? true, item, own.wrapped === true ? xmlItemName(contract, items, name) : name),
  );
  return own.wrapped === true ? tag(name, '', written.join('')) : written.join('');
}

function schemaName(contract: Contract, schema: Schema): string | undefined {
  const id = typeof schema === 'object' ? schema.$ref : undefined;
  return id === undefined ? undefined : contract.schemas.get(id)?.name;
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
