import { createRequire } from 'node:module';
import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { setMember } from '../../answers/own-members.ts';
import { shapeOf } from '../../answers/schema-shape.ts';
import { xmlItemName, xmlName, xmlOf } from './xml-names.ts';

const require = createRequire(import.meta.url);

/**
 * Reads an XML document into a JSON value by its schema, as `writeXml` writes one: names, attributes and wrapped arrays as the schema's `xml` says, whatever
 * their prefixes. Numbers and booleans are such where the schema takes them; elements and attributes that the schema does not have keep their names.
 * Entities beyond those of XML are left as they stand. fast-xml-parser is loaded with the first document.
 *
 * @returns undefined for a text that cannot be read
 */
export function readXml(contract: Contract, schema: Schema, text: string): unknown {
  const root = parseXml(text);
  return root && new XmlReader(contract).value(schema, root, 0);
}

/** An element as it stands in the document. */
interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const MAX_DEPTH = 64;

class XmlReader {
  private readonly contract: Contract;

  constructor(contract: Contract) {
    this.contract = contract;
  }

  value(schema: Schema, element: XmlElement, depth: number): unknown {
    const { types, items, properties } = shapeOf(this.contract, schema);
    if (types.includes('array')) return element.children.map((child) => this.value(items ?? true, child, depth + 1));
    const hasParts = element.children.length > 0 || element.attributes.length > 0;
    if (properties.size > 0 || types.includes('object') || (hasParts && types.length === 0)) return this.object(properties, element, depth);
    return scalarOf(types, element.text);
  }

  private object(properties: ReadonlyMap<string, Schema>, element: XmlElement, depth: number): Readonly<Record<string, unknown>> {
    const value: Record<string, unknown> = {};
    if (depth > MAX_DEPTH) return value;
    const left = new Set(element.children);
    const attributes = new Map(element.attributes.map(([name, text]) => [localName(name), text]));
    for (const [name, property] of properties) {
      const xml = xmlOf(this.contract, property);
      const written = localName(xmlName(xml, name));
      const shape = shapeOf(this.contract, property);
      if (xml.attribute === true) {
        const text = attributes.get(written);
        attributes.delete(written);
        if (text !== undefined) setMember(value, name, scalarOf(shape.types, text));
        continue;
      }
      const isBareList = shape.types.includes('array') && xml.wrapped !== true;
      const wanted = isBareList ? localName(xmlItemName(this.contract, shape.items, written)) : written;
      const found = element.children.filter((child) => localName(child.name) === wanted || localName(child.name) === written);
      for (const child of found) left.delete(child);
      const [first] = found;
      if (isBareList && first)
        setMember(
          value,
          name,
          found.map((child) => this.value(shape.items ?? true, child, depth + 1)),
        );
      else if (first) setMember(value, name, this.value(property, first, depth + 1));
    }
    for (const child of left) setMember(value, localName(child.name), this.value(true, child, depth + 1));
    for (const [name, text] of attributes) setMember(value, name, text);
    return value;
  }
}

/** A text as the first type that takes it; an empty one is null where no text is taken. */
function scalarOf(types: readonly string[], text: string): unknown {
  const trimmed = text.trim();
  if (types.length === 0 || types.includes('string')) return text;
  if (types.includes('boolean') && /^(true|false|1|0)$/.test(trimmed)) return trimmed === 'true' || trimmed === '1';
  const number = trimmed === '' ? Number.NaN : Number(trimmed);
  if (types.includes('number') && Number.isFinite(number)) return number;
  if (types.includes('integer') && Number.isInteger(number)) return number;
  return trimmed === '' && types.includes('null') ? null : text;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** What fast-xml-parser gives of a node when it keeps the order: one member by its name, and its attributes under `:@`. */
type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | string | undefined>> & {
  readonly ':@'?: Readonly<Record<string, string>>;
};

function parseXml(text: string): XmlElement | undefined {
  const { XMLParser } = require('fast-xml-parser') as typeof import('fast-xml-parser');
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: '#cdata',
    ignoreDeclaration: true,
    ignorePiTags: true,
    onDangerousProperty: (name: string) => name,
  });
  try {
    const root = (parser.parse(text) as readonly ParsedNode[]).find((node) => !('#text' in node));
    return root && elementOf(root);
  } catch {
    return undefined;
  }
}

function elementOf(node: ParsedNode): XmlElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const content = node[name];
  const nodes = Array.isArray(content) ? (content as readonly ParsedNode[]) : [];
  const attributes = Object.entries(node[':@'] ?? {}).filter(([key]) => !/^xmlns(:|$)|^xsi:/.test(key));
  return {
    name,
    attributes: attributes.map(([key, value]) => [key, unescape(value)]),
    children: nodes.filter((child) => !('#text' in child) && !('#cdata' in child)).map(elementOf),
    text: nodes.map(textOf).join(''),
  };
}

function textOf(node: ParsedNode): string {
  if (typeof node['#text'] === 'string') return unescape(node['#text']);
  const [cdata] = Array.isArray(node['#cdata']) ? (node['#cdata'] as readonly ParsedNode[]) : [];
  return typeof cdata?.['#text'] === 'string' ? cdata['#text'] : '';
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal, hexadecimal, name: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(String(hexadecimal), 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
