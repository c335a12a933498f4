import { InterlockError } from '../../../errors.ts';
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
  #discriminatedBases: ReadonlyMap<unknown, readonly SourceNode[]> | undefined;
  #listed = 0;

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

  /**
   * A schema and all that extend it, directly or not.
   *
   * @throws DOCUMENT_TOO_LARGE when all the families that were asked for are larger than the limit on expanded nodes.
   */
  familyOf(node: SourceNode): readonly SourceNode[] {
    const family = this.#descendants(node, () => true);
    this.#listed += family.length;
    const limit = this.#references.documents.limits.expandedNodes;
    if (this.#listed <= limit) return family;
    const place = node.document.placeOf(node.pointer);
    throw new InterlockError('DOCUMENT_TOO_LARGE', `schemas extend each other in more than ${limit} ways`, { place });
  }

  /** The nearest bases, at any distance, whose discriminator tells their extensions apart. */
  discriminatedBasesOf(node: SourceNode): readonly SourceNode[] {
    this.#discriminatedBases ??= this.#indexDiscriminatedBases();
    return this.#discriminatedBases.get(node.value) ?? [];
  }

  /** `entered` says whether to go on beneath an extension. */
  #descendants(node: SourceNode, entered: (child: SourceNode) => boolean): readonly SourceNode[] {
    this.#children ??= this.#indexChildren();
    const family = new Map<unknown, SourceNode>([[node.value, node]]);
    for (const member of family.values()) {
      if (member !== node && !entered(member)) continue;
      for (const child of this.#children.get(member.value) ?? []) if (!family.has(child.value)) family.set(child.value, child);
    }
    return [...family.values()];
  }

  #indexDiscriminatedBases(): ReadonlyMap<unknown, readonly SourceNode[]> {
    const bases = new Map<unknown, SourceNode[]>();
    for (const base of this.#components()) {
      if (!isDiscriminatedBase(base.value)) continue;
      for (const extension of this.#descendants(base, (child) => !isDiscriminatedBase(child.value)).slice(1)) {
        const known = bases.get(extension.value);
        if (known) known.push(base);
        else bases.set(extension.value, [base]);
      }
    }
    return bases;
  }

  #indexChildren(): ReadonlyMap<unknown, readonly SourceNode[]> {
    const children = new Map<unknown, SourceNode[]>();
    for (const schema of this.#components()) {
      for (const base of this.#basesOf(schema)) {
        const siblings = children.get(base.value);
        if (siblings) siblings.push(schema);
        else children.set(base.value, [schema]);
      }
    }
    return children;
  }

  /** The schemas that a schema extends directly. */
  #basesOf(node: SourceNode): readonly SourceNode[] {
    if (!isObject(node.value) || !Array.isArray(node.value['allOf'])) return [];
    const parts = itemNodes(childNode(node, 'allOf')).filter((part) => referenceOf(part.value) !== undefined);
    return parts.map((part) => this.targetOf(part)).filter((base) => base !== undefined);
  }

  #components(): readonly SourceNode[] {
    return this.#references.documents.all().flatMap((document) => {
      const root: SourceNode = { document, pointer: '', value: document.value };
      return memberNodes(childNode(childNode(root, 'components'), 'schemas')).map(([, schema]) => schema);
    });
  }
}

/** Whether a schema is told apart from its extensions by a discriminator: one without the alternatives that it would choose from. */
export function isDiscriminatedBase(value: unknown): boolean {
  return isObject(value) && value['discriminator'] !== undefined && value['oneOf'] === undefined && value['anyOf'] === undefined;
}
