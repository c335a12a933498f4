import { canonicalText } from '../../contract/index.ts';
import { ALL_TYPES, maskOf, type TypeMask, typeOf, type ValueType } from './json-value.ts';

/**
 * A schema as a formula: connectives over atoms, each of which constrains values of one type and is true of all others. Nodes of one table
 * are the same object exactly when they are built alike, so that `===` is structural identity.
 */
export type Node = Connective | Atom;

/** What all nodes carry. */
interface NodeBase {
  /** Unique within the table. */
  readonly id: number;
  /** May a value that it accepts have properties or items evaluated by it (JSON Schema 2020-12 Core §7.7)? */
  readonly annotates: boolean;
}

export type Connective = NodeBase &
  (
    | { readonly kind: 'always' | 'never' }
    | { readonly kind: 'all' | 'any' | 'one'; readonly parts: readonly Node[] }
    | { readonly kind: 'not'; readonly part: Node }
    | { readonly kind: 'if'; readonly test: Node; readonly then: Node; readonly else: Node }
    /** A schema that may contain itself, by what it is called. */
    | { readonly kind: 'again'; readonly name: string; readonly target: () => Node }
  );

export type Atom = NodeBase & AtomShape;

/** What an atom asks. */
export type AtomShape =
  /** Of those types; with `whole`, numbers are integers. */
  | { readonly kind: 'types'; readonly types: TypeMask; readonly whole: boolean }
  /** One of the values, by canonical text. */
  | { readonly kind: 'values'; readonly values: ReadonlyMap<string, unknown> }
  | { readonly kind: 'lowest' | 'highest'; readonly limit: number; readonly exclusive: boolean }
  | { readonly kind: 'multiple'; readonly divisor: number }
  | { readonly kind: 'number-format'; readonly format: string }
  | { readonly kind: 'min-length' | 'max-length'; readonly count: number }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'required'; readonly name: string }
  | { readonly kind: 'property'; readonly name: string; readonly schema: Node }
  | { readonly kind: 'matching-properties'; readonly pattern: string; readonly schema: Node }
  /** Properties that have none of the names and match none of the patterns. */
  | { readonly kind: 'other-properties'; readonly names: readonly string[]; readonly patterns: readonly string[]; readonly schema: Node }
  | { readonly kind: 'property-names'; readonly schema: Node }
  | { readonly kind: 'min-properties' | 'max-properties'; readonly count: number }
  /** Names that a sender never sends and a receiver doesn't judge; always true of a value. */
  | { readonly kind: 'unsent'; readonly names: readonly string[] }
  | { readonly kind: 'item'; readonly index: number; readonly schema: Node }
  | { readonly kind: 'items-from'; readonly index: number; readonly schema: Node }
  | { readonly kind: 'contains-least' | 'contains-most'; readonly count: number; readonly schema: Node }
  | { readonly kind: 'unique' }
  | { readonly kind: 'min-items' | 'max-items'; readonly count: number }
  /** What is beside `unevaluatedProperties` or `unevaluatedItems` in its schema, and the schema for what that leaves unevaluated. */
  | { readonly kind: 'unevaluated-properties' | 'unevaluated-items'; readonly base: Node; readonly schema: Node };

const ATOM_TYPES: Readonly<Record<AtomShape['kind'], ValueType | undefined>> = {
  types: undefined,
  values: undefined,
  lowest: 'number',
  highest: 'number',
  multiple: 'number',
  'number-format': 'number',
  'min-length': 'string',
  'max-length': 'string',
  pattern: 'string',
  format: 'string',
  required: 'object',
  property: 'object',
  'matching-properties': 'object',
  'other-properties': 'object',
  'property-names': 'object',
  'min-properties': 'object',
  'max-properties': 'object',
  unsent: 'object',
  item: 'array',
  'items-from': 'array',
  'contains-least': 'array',
  'contains-most': 'array',
  unique: 'array',
  'min-items': 'array',
  'max-items': 'array',
  'unevaluated-properties': 'object',
  'unevaluated-items': 'array',
};

const ANNOTATING: ReadonlySet<string> = new Set([
  'property',
  'matching-properties',
  'other-properties',
  'item',
  'items-from',
  'contains-least',
  'contains-most',
  'unevaluated-properties',
  'unevaluated-items',
]);

/** The type that an atom constrains; undefined for `types` and `values`, which speak of all. */
export function typeOfAtom(kind: AtomShape['kind']): ValueType | undefined {
  return ATOM_TYPES[kind];
}

/** Makes nodes, each once. */
export class NodeTable {
  readonly #known = new Map<string, Node>();
  readonly always: Node = this.#intern('always', () => ({ kind: 'always', annotates: false }));
  readonly never: Node = this.#intern('never', () => ({ kind: 'never', annotates: false }));

  #intern(key: string, make: () => Record<string, unknown>): Node {
    let node = this.#known.get(key);
    if (node === undefined) {
      node = { id: this.#known.size, ...make() } as unknown as Node;
      this.#known.set(key, node);
    }
    return node;
  }

  atom(shape: AtomShape): Node {
    if (shape.kind === 'types') {
      const hasNumbers = (shape.types & maskOf('number')) !== 0;
      if (shape.types === 0) return this.never;
      if (shape.types === ALL_TYPES && !shape.whole) return this.always;
      if (!hasNumbers && shape.whole) return this.atom({ ...shape, whole: false });
    }
    if (shape.kind === 'values' && shape.values.size === 0) return this.never;
    if ('count' in shape && shape.count === 0) {
      if (shape.kind === 'min-length' || shape.kind === 'min-items' || shape.kind === 'min-properties') return this.always;
    }
    return this.#intern(keyOfAtom(shape), () => ({ ...shape, annotates: ANNOTATING.has(shape.kind) }));
  }

  values(values: Iterable<unknown>): Node {
    const texts = [...values].map((value) => [canonicalText(value), value] as const);
    return this.atom({ kind: 'values', values: new Map(texts.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))) });
  }

  types(types: TypeMask, whole = false): Node {
    return this.atom({ kind: 'types', types, whole });
  }

  all(parts: readonly Node[]): Node {
    const flat = this.#flatten('all', parts, this.always);
    if (flat.includes(this.never)) return this.never;
    return flat.length === 0 ? this.always : flat.length === 1 ? flat[0]! : this.#list('all', flat);
  }

  any(parts: readonly Node[]): Node {
    const flat = this.#flatten('any', parts, this.never);
    if (flat.includes(this.always) && !flat.some((part) => part.annotates)) return this.always;
    return flat.length === 0 ? this.never : flat.length === 1 ? flat[0]! : this.#list('any', flat);
  }

  /** Exactly one. Equal parts count each. */
  one(parts: readonly Node[]): Node {
    const possible = parts.filter((part) => part !== this.never);
    if (possible.length === 0) return this.never;
    return possible.length === 1 ? possible[0]! : this.#list('one', possible);
  }

  not(part: Node): Node {
    if (part === this.always) return this.never;
    if (part === this.never) return this.always;
    if (part.kind === 'not' && !part.part.annotates) return part.part;
    return this.#intern(`not:${part.id}`, () => ({ kind: 'not', part, annotates: false }));
  }

  if(test: Node, then: Node, otherwise: Node): Node {
    if (then === this.always && otherwise === this.always && !test.annotates) return this.always;
    const annotates = test.annotates || then.annotates || otherwise.annotates;
    return this.#intern(`if:${test.id},${then.id},${otherwise.id}`, () => ({ kind: 'if', test, then, else: otherwise, annotates }));
  }

  /** A schema that may contain itself; `name` says which, for all who mean the same. */
  again(name: string, target: () => Node): Node {
    return this.#intern(`again:${name}`, () => ({ kind: 'again', name, target, annotates: true }));
  }

  #flatten(kind: 'all' | 'any', parts: readonly Node[], neutral: Node): readonly Node[] {
    if (parts.length === 0) return [];
    const flat = new Set<Node>();
    for (const part of parts) {
      if (part.kind === kind) for (const inner of part.parts) flat.add(inner);
      else if (part !== neutral) flat.add(part);
    }
    return [...flat];
  }

  #list(kind: 'all' | 'any' | 'one', parts: readonly Node[]): Node {
    const sorted = [...parts].sort((one, other) => one.id - other.id);
    const annotates = parts.some((part) => part.annotates);
    return this.#intern(`${kind}:${sorted.map(({ id }) => id).join(',')}`, () => ({ kind, parts: sorted, annotates }));
  }
}

function keyOfAtom(shape: AtomShape): string {
  switch (shape.kind) {
    case 'property':
      return `property:${shape.schema.id}:${shape.name}`;
    case 'required':
      return `required:${shape.name}`;
    case 'types':
      return `types:${shape.types}:${shape.whole}`;
    case 'values':
      return `values:${[...shape.values.keys()].join(',')}`;
    case 'other-properties':
      return `${shape.kind}:${JSON.stringify([shape.names, shape.patterns])}:${shape.schema.id}`;
    case 'unevaluated-properties':
    case 'unevaluated-items':
      return `${shape.kind}:${shape.base.id}:${shape.schema.id}`;
    default: {
      const { kind, schema, ...others } = shape as AtomShape & { readonly schema?: Node };
      return `${kind}:${JSON.stringify(others)}:${schema?.id ?? ''}`;
    }
  }
}

/** The formula that is true of one value alone. */
export function equalTo(value: unknown, nodes: NodeTable): Node {
  const type = nodes.types(maskOf(typeOf(value)));
  if (Array.isArray(value)) {
    const items = value.map((item, index) => nodes.atom({ kind: 'item', index, schema: nodes.values([item]) }));
    const count = value.length;
    return nodes.all([type, nodes.atom({ kind: 'min-items', count }), nodes.atom({ kind: 'max-items', count }), ...items]);
  }
  if (typeOf(value) !== 'object') return nodes.values([value]);
  const entries = Object.entries(value as Record<string, unknown>);
  const names = entries.map(([name]) => name).sort();
  return nodes.all([
    type,
    ...names.map((name) => nodes.atom({ kind: 'required', name })),
    ...entries.map(([name, member]) => nodes.atom({ kind: 'property', name, schema: nodes.values([member]) })),
    nodes.atom({ kind: 'other-properties', names, patterns: [], schema: nodes.never }),
  ]);
}
