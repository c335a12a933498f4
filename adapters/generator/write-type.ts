import type { Contract, Schema, SchemaId, SchemaObject } from '../../registry/contract/index.ts';
import { literal, memberName } from './identifiers.ts';
import type { TypeNames } from './type-names.ts';
import { writeDoc } from './write-doc.ts';

const OPEN_OBJECT = 'Readonly<Record<string, unknown>>';

/** Writes schemas as TypeScript types. Types are what a validator that judges structure lets through; formats and bounds stay with the contract. */
export class TypeWriter {
  private readonly contract: Contract;
  private readonly names: TypeNames;

  constructor(contract: Contract, names: TypeNames) {
    this.contract = contract;
    this.names = names;
  }

  /** The declaration of a named schema, its description above it. */
  declaration(id: SchemaId): string {
    const named = this.contract.schemas.get(id);
    const name = this.names.get(id);
    if (!named || name === undefined) return '';
    const { schema } = named;
    const doc = writeDoc(typeof schema === 'object' ? asText(schema['description']) : undefined, 0);
    const plainObject = typeof schema === 'object' && isPlainObject(schema);
    if (plainObject) return `${doc}export interface ${name} ${this.object(schema, 0)}\n`;
    return `${doc}export type ${name} = ${this.type(schema, 0)};\n`;
  }

  /** A type expression; nested objects are indented from `indent` on. */
  type(schema: Schema, indent: number): string {
    if (schema === true) return 'unknown';
    if (schema === false) return 'never';
    const parts = this.parts(schema, indent).filter((part) => part !== 'unknown');
    if (parts.length === 0) return 'unknown';
    const telling = parts.length > 1 ? parts.filter((part) => part !== OPEN_OBJECT) : parts;
    const unique = [...new Set(telling.length > 0 ? telling : parts)];
    return unique.length === 1 ? (unique[0] ?? 'unknown') : unique.map((part) => (isUnion(part) ? `(${part})` : part)).join(' & ');
  }

  private parts(schema: SchemaObject, indent: number): readonly string[] {
    const parts: string[] = [];
    if (schema.$ref !== undefined) parts.push(this.reference(schema.$ref, indent));
    if ('const' in schema) return [...parts, this.value(schema['const'])];
    if (Array.isArray(schema['enum'])) return [...parts, union(schema['enum'].map((value) => this.value(value)))];
    const own = this.own(schema, indent);
    if (own !== 'unknown') parts.push(own);
    for (const branch of (schema['allOf'] ?? []) as Schema[]) parts.push(this.type(branch, indent));
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const branches = schema[keyword] as Schema[] | undefined;
      if (branches) parts.push(union(branches.map((branch) => this.type(branch, indent))));
    }
    const borrowed = this.borrowedRequired(schema, indent);
    if (borrowed !== undefined) parts.push(borrowed);
    return parts;
  }

  private reference(id: SchemaId, indent: number): string {
    return this.names.get(id) ?? this.type(this.contract.schemas.get(id)?.schema ?? true, indent);
  }

  private own(schema: SchemaObject, indent: number): string {
    const types = [schema['type'] ?? []].flat() as string[];
    if (types.length === 0) return schema['properties'] !== undefined ? this.object(schema, indent) : 'unknown';
    if (types.length > 1 && ['oneOf', 'anyOf', 'allOf'].some((keyword) => keyword in schema) && !types.includes('object')) return 'unknown';
    return union(types.map((type) => this.ofType(type, schema, indent)));
  }

  private ofType(type: string, schema: SchemaObject, indent: number): string {
    switch (type) {
      case 'object':
        return this.object(schema, indent);
      case 'array':
        return this.array(schema, indent);
      case 'integer':
      case 'number':
        return 'number';
      case 'string':
      case 'boolean':
      case 'null':
        return type;
      default:
        return 'unknown';
    }
  }

  private object(schema: SchemaObject, indent: number): string {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    const additional = (schema['additionalProperties'] ?? true) as Schema;
    if (properties.length === 0) {
      if (['allOf', 'anyOf', 'oneOf', '$ref'].some((keyword) => keyword in schema)) return 'unknown';
      const values = schema['patternProperties'] === undefined ? this.type(additional, indent) : 'unknown';
      return `Readonly<Record<string, ${values}>>`;
    }
    const required = new Set((schema['required'] ?? []) as string[]);
    const pad = ' '.repeat(indent + 2);
    const members = properties.map(([name, property]) => {
      const doc = writeDoc(this.description(property), indent + 2);
      return `${doc}${pad}readonly ${memberName(name)}${required.has(name) ? '' : '?'}: ${this.type(property, indent + 2)};\n`;
    });
    const open = typeof additional === 'object' ? `${pad}readonly [name: string]: unknown;\n` : '';
    return `{\n${members.join('')}${open}${' '.repeat(indent)}}`;
  }

  private array(schema: SchemaObject, indent: number): string {
    const prefix = (schema['prefixItems'] ?? []) as Schema[];
    const item = this.type((schema['items'] ?? true) as Schema, indent);
    if (prefix.length === 0)
      return `readonly ${isUnion(item) || item.startsWith('readonly ') || item.includes(' & ') ? `(${item})` : item}[]`;
    const minimum = Number(schema['minItems'] ?? 0);
    const members = prefix.map((member, index) => {
      const type = this.type(member, indent);
      return index < minimum ? type : `(${type})?`;
    });
    return `readonly [${[...members, ...(item === 'never' ? [] : [`...(${item})[]`])].join(', ')}]`;
  }

  /** Members that a schema requires and that a branch of its `allOf` beside it declares: `allOf: [JournalEntry, {required: [erpDocumentNo]}]`. */
  private borrowedRequired(schema: SchemaObject, indent: number): string | undefined {
    const branches = (schema['allOf'] ?? []) as Schema[];
    const bare = branches.flatMap((branch) =>
      typeof branch === 'object' && branch['properties'] === undefined ? ((branch['required'] ?? []) as string[]) : [],
    );
    const own = schema['properties'] === undefined && branches.length > 0 ? ((schema['required'] ?? []) as string[]) : [];
    const declared = new Map(branches.flatMap((branch) => [...this.properties(branch, 0)]));
    const members = [...new Set([...bare, ...own])].flatMap((name) => {
      const property = declared.get(name);
      return property === undefined ? [] : [`readonly ${memberName(name)}: ${this.type(property, indent + 2)}`];
    });
    return members.length === 0 ? undefined : `{ ${members.join('; ')} }`;
  }

  private properties(schema: Schema, depth: number): ReadonlyMap<string, Schema> {
    if (typeof schema !== 'object' || depth > 16) return new Map();
    const target = schema.$ref === undefined ? undefined : this.contract.schemas.get(schema.$ref)?.schema;
    const branches = [...((schema['allOf'] ?? []) as Schema[]), ...(target === undefined ? [] : [target])];
    return new Map([
      ...branches.flatMap((branch) => [...this.properties(branch, depth + 1)]),
      ...Object.entries((schema['properties'] ?? {}) as Record<string, Schema>),
    ]);
  }

  /** What a member is for: its own words, else those of the plain schema that it refers to. */
  private description(schema: Schema): string | undefined {
    let current: Schema | undefined = schema;
    for (let hops = 0; hops < 8 && typeof current === 'object'; hops++) {
      const text = asText(current['description']);
      if (text !== undefined) return text;
      if (current.$ref === undefined || this.names.has(current.$ref)) return undefined;
      current = this.contract.schemas.get(current.$ref)?.schema;
    }
    return undefined;
  }

  private value(value: unknown): string {
    if (Array.isArray(value)) return `readonly [${value.map((item) => this.value(item)).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return literal(value);
    return `{ ${Object.entries(value)
      .map(([name, member]) => `readonly ${memberName(name)}: ${this.value(member)}`)
      .join('; ')} }`;
  }
}

function isPlainObject(schema: SchemaObject): boolean {
  const combined = ['$ref', 'allOf', 'enum', 'const'].some((keyword) => keyword in schema);
  const typed = ['anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] ?? []) as Schema[]);
  const refining = typed.every(
    (branch) => typeof branch === 'object' && Object.keys(branch).every((keyword) => keyword === 'required' || keyword === 'not'),
  );
  return !combined && refining && schema['properties'] !== undefined && [schema['type'] ?? 'object'].flat().join() === 'object';
}

function union(types: readonly string[]): string {
  const unique = [...new Set(types)];
  return unique.includes('unknown') ? 'unknown' : unique.join(' | ');
}

function isUnion(type: string): boolean {
  let depth = 0;
  for (const character of type) {
    if ('{([<'.includes(character)) depth++;
    else if ('})]>'.includes(character)) depth--;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
