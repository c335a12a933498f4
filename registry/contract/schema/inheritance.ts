import { isObject } from '../load/is-object.ts';
import { referenceOf, type References } from '../references/references.ts';
import { childNode, itemNodes, memberNodes, type SourceNode } from '../references/source-node.ts';

/**
 * Who extends whom by `allOf`, among the schemas declared under `components.schemas` of the loaded documents: what a discriminator on a
 * base schema ranges over (OpenAPI 3.0.3 §4.7.25, "Models with Polymorphism Support").
 */
export class Inheritance {
  readonly #references: References;
  #children: ReadonlyMap<unknown, readonly SourceNode[]> | undefined;

  constructor(references: References) {
    this.#references = references;
  }

  /** A schema's node behind any chain of references; undefined when that fails, which is reported where the schema is read. */
  targetOf(node: SourceNode): SourceNode | undefined {
    let current = node;
    for (let hops = 0; hops < this.#references.documents.limits.referenceChain; hops += 1) {
      const reference = referenceOf(current.value);
      if (reference === undefined) return current;
      const next = this.#references.find(reference, current);
      if ('code' in next) return undefined;
      current = next;
    }
    return undefined;
  }

  /** The schemas that a schema extends directly. */
  basesOf(node: SourceNode): readonly SourceNode[] {
    const parts = itemNodes(childNode(node, 'allOf')).filter((part) => referenceOf(part.value) !== undefined);
    return parts.map((part) => this.targetOf(part)).filter((base) => base !== undefined);
  }

  /** A schema and all that extend it, directly or not. */
  familyOf(node: SourceNode): readonly SourceNode[] {
    this.#children ??= this.#indexChildren();
    const family = new Map<unknown, SourceNode>([[node.value, node]]);
    for (const member of family.values()) {
      for (const child of this.#children.get(member.value) ?? []) if (!family.has(child.value)) family.set(child.value, child);
    }
    return [...family.values()];
  }

  /** The nearest bases, at any distance, whose discriminator tells their extensions apart. */
  discriminatedBasesOf(node: SourceNode): readonly SourceNode[] {
    const found = new Map<unknown, SourceNode>();
    const visited = new Set<unknown>([node.value]);
    const pending = [...this.basesOf(node)];
    for (let base = pending.pop(); base !== undefined; base = pending.pop()) {
      if (visited.has(base.value)) continue;
      visited.add(base.value);
      if (isDiscriminatedBase(base.value)) found.set(base.value, base);
      else pending.push(...this.basesOf(base));
    }
    return [...found.values()];
  }

  #indexChildren(): ReadonlyMap<unknown, readonly SourceNode[]> {
    const children = new Map<unknown, SourceNode[]>();
    for (const document of this.#references.documents.all()) {
      const root: SourceNode = { document, pointer: '', value: document.value };
      for (const [, schema] of memberNodes(childNode(childNode(root, 'components'), 'schemas'))) {
        for (const base of this.basesOf(schema)) {
          const siblings = children.get(base.value);
          if (siblings) siblings.push(schema);
          else children.set(base.value, [schema]);
        }
      }
    }
    return children;
  }
}

/** Whether a schema is told apart from its extensions by a discriminator: one without the alternatives that it would choose from. */
export function isDiscriminatedBase(value: unknown): boolean {
  return isObject(value) && value['discriminator'] !== undefined && value['oneOf'] === undefined && value['anyOf'] === undefined;
}
