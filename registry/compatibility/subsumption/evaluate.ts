import { canonicalText, compilePattern, isMultipleOf, knownFormats } from '../../contract/index.ts';
import { maskOf, typeOf } from './json-value.ts';
import { type Atom, type Node, typeOfAtom } from './nodes.ts';

const patterns = new Map<string, RegExp>();

/** Does a string match a JSON Schema pattern: anywhere, with the u flag where it is valid so? */
export function matchesPattern(pattern: string, text: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    compiled = compilePattern(pattern) ?? /(?:)/;
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

/** Is a string of a format, by the validator of contracts? Unknown formats take everything. */
export function hasFormat(format: string, text: string): boolean {
  const rule = knownFormats().get(format);
  if (rule?.type !== 'string') return true;
  return rule.validate instanceof RegExp ? rule.validate.test(text) : rule.validate(text);
}

/** Length in characters, as JSON Schema counts. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Is the formula true of the value? */
export function holds(node: Node, value: unknown): boolean {
  switch (node.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'all':
      return node.parts.every((part) => holds(part, value));
    case 'any':
      return node.parts.some((part) => holds(part, value));
    case 'one':
      return node.parts.filter((part) => holds(part, value)).length === 1;
    case 'not':
      return !holds(node.part, value);
    case 'if':
      return holds(holds(node.test, value) ? node.then : node.else, value);
    case 'again':
      return holds(node.target(), value);
    default:
      return holdsAtom(node, value);
  }
}

function holdsAtom(atom: Atom, value: unknown): boolean {
  if (atom.kind === 'types') {
    const isOfType = (atom.types & maskOf(typeOf(value))) !== 0;
    return isOfType && (typeof value !== 'number' || !atom.whole || Number.isInteger(value));
  }
  if (atom.kind === 'values') return atom.values.has(canonicalText(value));
  const type = typeOfAtom(atom.kind);
  if (type !== undefined && typeOf(value) !== type) return true;
  if (typeof value === 'number') return holdsNumber(atom, value);
  if (typeof value === 'string') return holdsText(atom, value);
  return Array.isArray(value) ? holdsItems(atom, value) : holdsMembers(atom, value as Readonly<Record<string, unknown>>);
}

function holdsNumber(atom: Atom, value: number): boolean {
  switch (atom.kind) {
    case 'lowest':
      return atom.exclusive ? value > atom.limit : value >= atom.limit;
    case 'highest':
      return atom.exclusive ? value < atom.limit : value <= atom.limit;
    case 'multiple':
      return isMultipleOf(value, atom.divisor);
    default:
      return true;
  }
}

function holdsText(atom: Atom, value: string): boolean {
  switch (atom.kind) {
    case 'min-length':
      return lengthOf(value) >= atom.count;
    case 'max-length':
      return lengthOf(value) <= atom.count;
    case 'pattern':
      return matchesPattern(atom.pattern, value);
    case 'format':
      return hasFormat(atom.format, value);
    default:
      return true;
  }
}

function holdsItems(atom: Atom, value: readonly unknown[]): boolean {
  switch (atom.kind) {
    case 'item':
      return atom.index >= value.length || holds(atom.schema, value[atom.index]);
    case 'items-from':
      return value.slice(atom.index).every((item) => holds(atom.schema, item));
    case 'contains-least':
      return value.filter((item) => holds(atom.schema, item)).length >= atom.count;
    case 'contains-most':
      return value.filter((item) => holds(atom.schema, item)).length <= atom.count;
    case 'unique':
      return new Set(value.map(canonicalText)).size === value.length;
    case 'min-items':
      return value.length >= atom.count;
    case 'max-items':
      return value.length <= atom.count;
    case 'unevaluated-items': {
      const evaluated = evaluatedItems(atom.base, value);
      return value.every((item, index) => evaluated.has(index) || holds(atom.schema, item));
    }
    default:
      return true;
  }
}

function holdsMembers(atom: Atom, value: Readonly<Record<string, unknown>>): boolean {
  const names = () => Object.keys(value);
  switch (atom.kind) {
    case 'required':
      return Object.hasOwn(value, atom.name);
    case 'property':
      return !Object.hasOwn(value, atom.name) || holds(atom.schema, value[atom.name]);
    case 'matching-properties':
      return names().every((name) => !matchesPattern(atom.pattern, name) || holds(atom.schema, value[name]));
    case 'other-properties':
      return names().every((name) => isNamed(atom, name) || holds(atom.schema, value[name]));
    case 'property-names':
      return names().every((name) => holds(atom.schema, name));
    case 'min-properties':
      return names().length >= atom.count;
    case 'max-properties':
      return names().length <= atom.count;
    case 'unevaluated-properties': {
      const evaluated = evaluatedProperties(atom.base, value);
      return names().every((name) => evaluated.has(name) || holds(atom.schema, value[name]));
    }
    default:
      return true;
  }
}

/** Is a property one of those that `other-properties` leaves alone? */
export function isNamed(others: { readonly names: readonly string[]; readonly patterns: readonly string[] }, name: string): boolean {
  return others.names.includes(name) || others.patterns.some((pattern) => matchesPattern(pattern, name));
}

/** The atoms whose annotations count for a value that the formula accepts. */
export function annotatingAtoms(node: Node, value: unknown, into: Atom[] = []): readonly Atom[] {
  if (!node.annotates) return into;
  switch (node.kind) {
    case 'all':
      for (const part of node.parts) annotatingAtoms(part, value, into);
      return into;
    case 'any':
    case 'one':
      for (const part of node.parts) if (part.annotates && holds(part, value)) annotatingAtoms(part, value, into);
      return into;
    case 'if': {
      const passes = holds(node.test, value);
      if (passes) annotatingAtoms(node.test, value, into);
      return annotatingAtoms(passes ? node.then : node.else, value, into);
    }
    case 'again':
      return annotatingAtoms(node.target(), value, into);
    case 'always':
    case 'never':
    case 'not':
      return into;
    default:
      into.push(node);
      return into;
  }
}

function evaluatedProperties(base: Node, value: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const evaluated = new Set<string>();
  for (const atom of annotatingAtoms(base, value)) {
    for (const name of Object.keys(value)) {
      if (atom.kind === 'property' && atom.name === name) evaluated.add(name);
      else if (atom.kind === 'matching-properties' && matchesPattern(atom.pattern, name)) evaluated.add(name);
      else if (atom.kind === 'other-properties' && !isNamed(atom, name)) evaluated.add(name);
      else if (atom.kind === 'unevaluated-properties') evaluated.add(name);
    }
  }
  return evaluated;
}

function evaluatedItems(base: Node, value: readonly unknown[]): ReadonlySet<number> {
  const evaluated = new Set<number>();
  for (const atom of annotatingAtoms(base, value)) {
    for (const [index, item] of value.entries()) {
      if (atom.kind === 'item' && atom.index === index) evaluated.add(index);
      else if (atom.kind === 'items-from' && index >= atom.index) evaluated.add(index);
      else if (atom.kind === 'contains-least' && holds(atom.schema, item)) evaluated.add(index);
      else if (atom.kind === 'unevaluated-items') evaluated.add(index);
    }
  }
  return evaluated;
}
