import { annotatingAtoms, holds, isNamed, matchesPattern } from '../evaluate.ts';
import { isObject } from '../json-value.ts';
import type { Atom, Node } from '../nodes.ts';

/**
 * Would a sender of the wire profile send the value? Written from the definition, apart from the solver: it accepts the value, and each
 * property of each object is declared, as `unevaluatedProperties` evaluates, or required; objects without `properties` are free-form.
 */
export function sends(nodes: readonly Node[], value: unknown): boolean {
  if (!nodes.every((node) => holds(node, value))) return false;
  const atoms = nodes.flatMap((node) => [...annotatingAtoms(node, value)]);
  if (Array.isArray(value)) return value.every((item, index) => sends(itemNodes(atoms, index), item));
  if (!isObject(value)) return true;
  const required = new Set(nodes.flatMap((node) => [...requiredNames(node, value)]));
  const isFree =
    !atoms.some(({ kind }) => kind === 'property') ||
    atoms.some((atom) => (atom.kind === 'other-properties' || atom.kind === 'unevaluated-properties') && atom.schema.kind !== 'never');
  return Object.keys(value).every((name) => {
    const judged = atoms.filter(
      (atom) =>
        (atom.kind === 'property' && atom.name === name) ||
        (atom.kind === 'matching-properties' && matchesPattern(atom.pattern, name)) ||
        (atom.kind === 'other-properties' && !isNamed(atom, name)) ||
        atom.kind === 'unevaluated-properties',
    );
    if (judged.length === 0 && !isFree && !required.has(name)) return false;
    const schemas = judged.flatMap((atom) => ('schema' in atom && atom.kind !== 'unevaluated-properties' ? [atom.schema] : []));
    return sends(schemas, value[name]);
  });
}

function itemNodes(atoms: readonly Atom[], index: number): readonly Node[] {
  return atoms.flatMap((atom) => {
    if (atom.kind === 'item') return atom.index === index ? [atom.schema] : [];
    return atom.kind === 'items-from' && index >= atom.index ? [atom.schema] : [];
  });
}

function requiredNames(node: Node, value: unknown): readonly string[] {
  switch (node.kind) {
    case 'required':
      return [node.name];
    case 'all':
      return node.parts.flatMap((part) => requiredNames(part, value));
    case 'any':
    case 'one':
      return node.parts.filter((part) => holds(part, value)).flatMap((part) => requiredNames(part, value));
    case 'if':
      return requiredNames(holds(node.test, value) ? node.then : node.else, value);
    case 'again':
      return requiredNames(node.target(), value);
    default:
      return [];
  }
}
