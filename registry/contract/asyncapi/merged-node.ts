import type { Extensions } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import type { SourceDocument } from '../load/source-document.ts';
import { referenceOf } from '../references/references.ts';
import { extensionsOf } from '../references/member-values.ts';
import { childNode, itemNodes, type SourceNode } from '../references/source-node.ts';
import { objectNode, type Reading } from '../reading.ts';

/** An operation or a message with its traits applied. */
export interface MergedNode {
  /** The operation or message itself. */
  readonly node: SourceNode;
  /** A member, from wherever it is declared; its value is undefined when it is nowhere. */
  member(key: string): SourceNode;
  readonly extensions: Extensions;
}

/**
 * Applies the traits of an operation or a message. In AsyncAPI 2 they are merged into it in their order, so that the last wins
 * (JSON Merge Patch, RFC 7396); in AsyncAPI 3 they never override what it declares itself.
 *
 * @throws SPECIFICATION_INVALID and the errors of references.
 */
export function applyTraits(reading: Reading, node: SourceNode): MergedNode {
  const traits = itemNodes(childNode(node, 'traits')).map((trait) => objectNode(reading, traitNode(trait), 'a trait')!);
  const layers = reading.version.startsWith('2.') ? [node, ...traits] : [...traits, node];
  return {
    node,
    member(key) {
      const declared = layers.map((layer) => childNode(layer, key)).filter((member) => member.value !== undefined);
      return declared.length === 0 ? childNode(node, key) : declared.reduce((target, patch) => mergePatch(reading, target, patch));
    },
    extensions: Object.assign({}, ...layers.map((layer) => extensionsOf(layer.value))) as Extensions,
  };
}

/** AsyncAPI 2.0 permits a trait as an array of the trait and its options. */
function traitNode(trait: SourceNode): SourceNode {
  return Array.isArray(trait.value) ? childNode(trait, 0) : trait;
}

function mergePatch(reading: Reading, target: SourceNode, patch: SourceNode): SourceNode {
  if (!isObject(target.value) || !isObject(patch.value)) return patch;
  const base = reading.references.follow(target);
  const over = reading.references.follow(patch);
  if (!isObject(base.value) || !isObject(over.value)) return patch;
  const merged: Record<string, unknown> = { ...base.value };
  for (const key of Object.keys(over.value)) {
    const value = over.value[key];
    if (value === null) {
      delete merged[key];
    } else if (isObject(value) && isObject(merged[key])) {
      merged[key] = mergePatch(reading, childNode(base, key), childNode(over, key)).value;
    } else {
      merged[key] = base.document === over.document ? value : withAbsoluteReferences(reading, value, over.document);
    }
  }
  return { ...base, value: merged };
}

/** What moves into another document must still refer to where it came from. */
function withAbsoluteReferences(reading: Reading, value: unknown, from: SourceDocument): unknown {
  if (Array.isArray(value)) return value.map((item) => withAbsoluteReferences(reading, item, from));
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) copy[key] = withAbsoluteReferences(reading, member, from);
  const reference = referenceOf(value);
  const base = reading.references.documents.resourcesOf(from).get(from.value)?.uri;
  if (reference !== undefined && URL.canParse(reference, base)) copy['$ref'] = new URL(reference, base).href;
  return copy;
}
