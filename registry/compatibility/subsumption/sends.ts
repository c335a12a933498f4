import { annotatingAtoms, holds, isNamed, matchesPattern } from './evaluate.ts';
import { evaluates } from './evaluation-cases.ts';
import { isObject } from './json-value.ts';
import type { Atom, Node } from './nodes.ts';

/**
 * Would a sender of the wire profile send the value? Written from the definition, apart from the solver: it accepts the value, and each
 * property of each object is declared, as `unevaluatedProperties` evaluates, or required; objects without `properties` are free-form, and
 * so are those that need more properties than they declare, or that a `not` says something about. A value that `enum` or `const` lists is
 * declared whole.
 */
export function sends(nodes: readonly Node[], value: unknown): boolean {
  if (!nodes.every((node) => holds(node, value))) return false;
  const atoms = nodes.flatMap((node) => [...annotatingAtoms(node, value)]);
  if (isList(value)) return value.every((item, index) => sends(itemNodes(atoms, value, index), item));
  if (!isObject(value)) return true;
  const active = nodes.flatMap((node) => activeAtoms(node, value));
  if (active.some(({ kind }) => kind === 'values')) return true;
  const required = new Set(active.flatMap((atom) => (atom.kind === 'required' ? [atom.name] : [])));
  const properties = atoms.filter((atom) => atom.kind === 'property');
  const isForbidden = (name: string) => properties.some((atom) => atom.name === name && atom.schema.kind === 'never');
  const needed = nodes.flatMap((node) => [...leastRequired(node, value)]);
  const declared = new Set([...needed, ...properties.map(({ name }) => name)].filter((name) => !isForbidden(name)));
  const isFree =
    active.some((atom) => atom.kind === 'min-properties' && atom.count > declared.size) ||
    nodes.some((node) => negates(node, value)) ||
    properties.length === 0 ||
    atoms.some((atom) => (atom.kind === 'other-properties' || atom.kind === 'unevaluated-properties') && atom.schema.kind !== 'never');
  return Object.keys(value).every((name) => {
    const judging = atoms.filter((atom) => judges(atom, name));
    if (judging.length === 0 && !isFree && !required.has(name)) return false;
    const schemas = judging.flatMap((atom) => {
      if (atom.kind !== 'unevaluated-properties') return 'schema' in atom ? [atom.schema] : [];
      return annotatingAtoms(atom.base, value).some((other) => judges(other, name)) ? [] : [atom.schema];
    });
    return sends(schemas, value[name]);
  });
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function judges(atom: Atom, name: string): boolean {
  switch (atom.kind) {
    case 'property':
      return atom.name === name;
    case 'matching-properties':
      return matchesPattern(atom.pattern, name);
    case 'other-properties':
      return !isNamed(atom, name);
    default:
      return atom.kind === 'unevaluated-properties';
  }
}

function itemNodes(atoms: readonly Atom[], value: readonly unknown[], index: number): readonly Node[] {
  return atoms.flatMap((atom): readonly Node[] => {
    switch (atom.kind) {
      case 'item':
        return atom.index === index ? [atom.schema] : [];
      case 'items-from':
        return index >= atom.index ? [atom.schema] : [];
      case 'unevaluated-items':
        return unevaluatedItem(atom, value, index);
      default:
        return [];
    }
  });
}

/** What judges an item that nothing else evaluates; `contains` evaluates the items that fit it. */
function unevaluatedItem(
  { base, schema }: { readonly base: Node; readonly schema: Node },
  value: readonly unknown[],
  index: number,
): readonly Node[] {
  const atoms = annotatingAtoms(base, value);
  if (itemNodes(atoms, value, index).length > 0) return [];
  const contained = atoms.flatMap((atom) => (atom.kind === 'contains-least' && holds(atom.schema, value[index]) ? [atom.schema] : []));
  return contained.length === 0 || holds(schema, value[index]) ? [...contained, schema] : contained;
}

/** The atoms that count for a value: of alternatives those that hold. */
function activeAtoms(node: Node, value: unknown): readonly Atom[] {
  switch (node.kind) {
    case 'all':
      return node.parts.flatMap((part) => activeAtoms(part, value));
    case 'any':
    case 'one':
      return node.parts.filter((part) => holds(part, value)).flatMap((part) => activeAtoms(part, value));
    case 'if':
      return activeAtoms(holds(node.test, value) ? node.then : node.else, value);
    case 'again':
      return activeAtoms(node.target(), value);
    case 'always':
    case 'never':
    case 'not':
      return [];
    default:
      return 'base' in node ? [node, ...activeAtoms(node.base, value)] : [node];
  }
}

/**
 * The names that are required whichever of the alternatives that hold is meant: of those that declare properties all are, of others the
 * least demanding one will do.
 */
function leastRequired(node: Node, value: unknown): ReadonlySet<string> {
  const union = (parts: readonly Node[]) => new Set(parts.flatMap((part) => [...leastRequired(part, value)]));
  switch (node.kind) {
    case 'required':
      return new Set([node.name]);
    case 'all':
      return union(node.parts);
    case 'any':
    case 'one': {
      const holding = node.parts.filter((part) => holds(part, value));
      const declaring = holding.filter((part) => evaluates(part, 'properties'));
      if (declaring.length > 0) return union(declaring);
      return holding.map((part) => leastRequired(part, value)).reduce((least, names) => (names.size < least.size ? names : least));
    }
    case 'if':
      return leastRequired(holds(node.test, value) ? node.then : node.else, value);
    case 'again':
      return leastRequired(node.target(), value);
    default:
      return new Set();
  }
}

/** Does a `not`, or a condition that must fail, say more of an object than that it lacks a property? */
function negates(node: Node, value: unknown): boolean {
  switch (node.kind) {
    case 'all':
      return node.parts.some((part) => negates(part, value));
    case 'any':
    case 'one':
      return node.parts.some((part) => holds(part, value) && negates(part, value));
    case 'if':
      return node.then.kind === 'never' || node.else.kind === 'never' || negates(holds(node.test, value) ? node.then : node.else, value);
    case 'again':
      return negates(node.target(), value);
    case 'not':
      return node.part.kind !== 'required';
    default:
      return false;
  }
}
