import type { Place } from '../../../errors.ts';
import type { Location } from '../contract.ts';
import { childPointer } from '../json-pointer.ts';
import type { SourceIndex } from '../schema-location.ts';
import type { ParsedDocument } from './parse-document.ts';
import { JsonPositionIndex } from './json-position-index.ts';
import type { Position } from './line-index.ts';
import { PositionIndex } from './position-index.ts';
import type { Survey } from './survey-document.ts';

/** Where a document came from: a path in the file tree, or an absolute URL. */
export type DocumentOrigin = { readonly kind: 'tree'; readonly path: string } | { readonly kind: 'remote'; readonly url: string };

interface Parent {
  readonly parent: object;
  readonly key: string | number;
}

/** A loaded file: its value, and on demand the pointer of every object in it and the position of every pointer. */
export class SourceDocument implements SourceIndex {
  /** As places print it. */
  readonly file: string;
  readonly origin: DocumentOrigin;
  readonly value: unknown;
  readonly text: string;
  readonly survey: Survey;
  readonly #isJson: boolean;
  #parents: Map<object, Parent> | undefined;
  #positions: { find(pointer: string): Position } | undefined;

  constructor(file: string, origin: DocumentOrigin, parsed: ParsedDocument) {
    this.file = file;
    this.origin = origin;
    this.value = parsed.value;
    this.text = parsed.text;
    this.survey = parsed.survey;
    this.#isJson = parsed.isJson;
  }

  /** The pointer of an object of this document, where it first occurs; undefined when it is not of this document. */
  pointerOf(source: object): string | undefined {
    if (source === this.value) return '';
    const keys: (string | number)[] = [];
    for (let node = source; node !== this.value;) {
      const step = this.parentOf(node);
      if (!step) return undefined;
      keys.push(step.key);
      node = step.parent;
    }
    return keys.reverse().reduce<string>(childPointer, '');
  }

  /** The object or array that holds an object of this document; undefined for the root. */
  parentOf(source: object): Parent | undefined {
    this.#parents ??= indexParents(this.value);
    return this.#parents.get(source);
  }

  locationOf(source: object): Location | undefined {
    const pointer = this.pointerOf(source);
    return pointer === undefined ? undefined : { file: this.file, pointer };
  }

  /** The place of a pointer, or of its nearest ancestor that exists. The first call costs a parse, of JSON a part of one. */
  placeOf(pointer: string): Place {
    return { file: this.file, ...this.#position(pointer) };
  }

  #position(pointer: string): Position {
    this.#positions ??= this.#isJson ? new JsonPositionIndex(this.text) : new PositionIndex(this.text);
    return this.#positions.find(pointer);
  }
}

function indexParents(root: unknown): Map<object, Parent> {
  const parents = new Map<object, Parent>();
  const pending: object[] = typeof root === 'object' && root !== null ? [root] : [];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    const members = parent as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(parent)) {
      const child = members[key];
      if (typeof child !== 'object' || child === null || child === root || parents.has(child)) continue;
      parents.set(child, { parent, key: Array.isArray(parent) ? Number(key) : key });
      pending.push(child);
    }
  }
  return parents;
}
