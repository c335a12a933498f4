import { setMember } from './set-member.ts';
import type { RawPairs } from './raw-pairs.ts';
import type { Alternatives, Shape } from './shape.ts';
import type { Decode } from './style.ts';
import type { TextReader } from './text-reader.ts';

/** Members of an object written with brackets: `filter[status]=open&filter[range][from]=1`. */
export interface BracketTree {
  readonly texts: string[];
  readonly members: Map<string, BracketTree>;
}

const DEEPEST = 16;

/**
 * Collects what is written below a name in brackets (OpenAPI style `deepObject`, and what clients commonly send beyond it: nested
 * brackets, `name[]=` and `name[0]=` for items).
 *
 * @returns undefined when there is nothing below the name; 'malformed' when an encoding is broken or brackets are not closed.
 */
export function collectBrackets(name: string, pairs: RawPairs, decode: Decode): BracketTree | 'malformed' | undefined {
  let tree: BracketTree | undefined;
  for (const [key, values] of pairs) {
    if (!key.startsWith(`${name}[`)) continue;
    const path = readBrackets(key.slice(name.length));
    const texts = values.map(decode);
    if (path === undefined || path.length > DEEPEST || !texts.every((text) => text !== undefined)) return 'malformed';
    tree ??= createTree();
    let node = tree;
    for (const step of path) {
      const next = node.members.get(step) ?? createTree();
      node.members.set(step, next);
      node = next;
    }
    node.texts.push(...texts);
  }
  return tree;
}

/** Reads the tree as a value of one of the schemas. */
export function readBracketTree(tree: BracketTree, alternatives: Alternatives, reader: TextReader): unknown {
  const shape = reader.shape(alternatives);
  if (tree.members.size === 0) return readLeaf(tree.texts, alternatives, shape, reader);
  const isList = shape.types?.has('array') && !shape.types.has('object');
  if (isList) {
    return [...tree.members.values()].flatMap((member, index) => {
      const item = shape.prefixItems[index] ?? shape.items;
      return member.members.size === 0 ? member.texts.map((text) => reader.read(text, item)) : [readBracketTree(member, item, reader)];
    });
  }
  const members: Record<string, unknown> = {};
  for (const [name, member] of tree.members)
    setMember(members, name, readBracketTree(member, shape.properties.get(name) ?? shape.otherProperties, reader));
  return members;
}

function readLeaf(texts: readonly string[], alternatives: Alternatives, shape: Shape, reader: TextReader): unknown {
  const [text] = texts;
  const isList = texts.length > 1 || (shape.types?.has('array') && shape.types.size === 1);
  return isList || text === undefined ? reader.readItems(texts, shape) : reader.read(text, alternatives);
}

function createTree(): BracketTree {
  return { texts: [], members: new Map() };
}

function readBrackets(text: string): readonly string[] | undefined {
  const steps: string[] = [];
  let from = 0;
  while (from < text.length) {
    const close = text.indexOf(']', from);
    if (text[from] !== '[' || close < 0) return undefined;
    steps.push(text.slice(from + 1, close));
    from = close + 1;
  }
  return steps;
}
