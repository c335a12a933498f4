import { ALL_TYPES, maskOf, type TypeMask, typeOf } from './json-value.ts';
import type { Node } from './nodes.ts';

/**
 * Facts about formulas that are seen without search: each is an over-approximation, so that what it rules out is ruled out. Recursion is
 * no danger: schemas that apply to the same value are never cyclic.
 */
const typeMasks = new WeakMap<Node, TypeMask>();

/** The types that values of a formula may have. */
export function typesOf(node: Node): TypeMask {
  let mask = typeMasks.get(node);
  if (mask === undefined) {
    mask = findTypes(node);
    typeMasks.set(node, mask);
  }
  return mask;
}

function findTypes(node: Node): TypeMask {
  switch (node.kind) {
    case 'never':
      return 0;
    case 'types':
      return node.types;
    case 'values':
      return [...node.values.values()].reduce<TypeMask>((mask, value) => mask | maskOf(typeOf(value)), 0);
    case 'all':
      return node.parts.reduce((mask, part) => mask & typesOf(part), ALL_TYPES);
    case 'any':
    case 'one':
      return node.parts.reduce((mask, part) => mask | typesOf(part), 0);
    case 'if':
      return typesOf(node.then) | typesOf(node.else);
    case 'not':
      return node.part.kind === 'types' && !node.part.whole ? ALL_TYPES & ~node.part.types : ALL_TYPES;
    case 'again':
      return typesOf(node.target());
    default:
      return ALL_TYPES;
  }
}

const listedValues = new WeakMap<Node, { readonly values: ReadonlyMap<string, unknown> | undefined }>();

/** The only values that a formula may be true of, by canonical text; undefined when they aren't listed. */
function valuesOf(node: Node): ReadonlyMap<string, unknown> | undefined {
  let listed = listedValues.get(node);
  if (listed === undefined) {
    listed = { values: findValues(node) };
    listedValues.set(node, listed);
  }
  return listed.values;
}

function findValues(node: Node): ReadonlyMap<string, unknown> | undefined {
  switch (node.kind) {
    case 'values':
      return node.values;
    case 'again':
      return valuesOf(node.target());
    case 'all': {
      let fewest: ReadonlyMap<string, unknown> | undefined;
      for (const part of node.parts) {
        const values = valuesOf(part);
        if (values && (fewest === undefined || values.size < fewest.size)) fewest = values;
      }
      return fewest;
    }
    case 'any':
    case 'one': {
      const lists = node.parts.map(valuesOf);
      return lists.every((list) => list !== undefined) ? new Map(lists.flatMap((list) => [...list])) : undefined;
    }
    default:
      return undefined;
  }
}

/** What a formula demands of an object's members, as far as conjunctions show it. */
export interface MemberFacts {
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly Node[]>;
}

const memberFacts = new WeakMap<Node, MemberFacts>();

/** What every object that a formula accepts has. */
export function membersOf(node: Node): MemberFacts {
  let facts = memberFacts.get(node);
  if (facts === undefined) {
    const required = new Set<string>();
    const properties = new Map<string, Node[]>();
    collectMembers(node, required, properties);
    facts = { required, properties };
    memberFacts.set(node, facts);
  }
  return facts;
}

function collectMembers(node: Node, required: Set<string>, properties: Map<string, Node[]>): void {
  if (node.kind === 'all') for (const part of node.parts) collectMembers(part, required, properties);
  else if (node.kind === 'again') collectMembers(node.target(), required, properties);
  else if (node.kind === 'required') required.add(node.name);
  else if (node.kind === 'property') {
    const list = properties.get(node.name);
    if (list) list.push(node.schema);
    else properties.set(node.name, [node.schema]);
  }
}

const apart = new WeakMap<Node, WeakMap<Node, boolean>>();

/**
 * Can no value of some types be in both? Sees types, enums and required properties that tell objects apart.
 *
 * @param types Other values don't count.
 */
export function areApart(one: Node, other: Node, types: TypeMask = ALL_TYPES): boolean {
  const common = typesOf(one) & typesOf(other) & types;
  if (common === 0) return true;
  if (common !== maskOf('object')) return haveNoCommonValue(one, other);
  const known = apart.get(one)?.get(other);
  if (known !== undefined) return known;
  const answer = haveNoCommonValue(one, other) || haveDistinctTags(one, other);
  let others = apart.get(one);
  if (others === undefined) {
    others = new WeakMap();
    apart.set(one, others);
  }
  others.set(other, answer);
  return answer;
}

function haveNoCommonValue(one: Node, other: Node): boolean {
  const values = valuesOf(one);
  const others = values && valuesOf(other);
  return values !== undefined && others !== undefined && ![...values.keys()].some((text) => others.has(text));
}

/** Is there a property that one of them requires and whose values differ? */
function haveDistinctTags(one: Node, other: Node): boolean {
  const [members, otherMembers] = [membersOf(one), membersOf(other)].sort(
    (left, right) => left.properties.size - right.properties.size,
  ) as [MemberFacts, MemberFacts];
  for (const [name, schemas] of members.properties) {
    const otherSchemas = otherMembers.properties.get(name);
    if (otherSchemas === undefined || !(members.required.has(name) || otherMembers.required.has(name))) continue;
    const differ = (schema: Node, otherSchema: Node) =>
      (typesOf(schema) & typesOf(otherSchema)) === 0 || haveNoCommonValue(schema, otherSchema);
    if (schemas.some((schema) => otherSchemas.some((otherSchema) => differ(schema, otherSchema)))) return true;
  }
  return false;
}
