import { pointerSegments } from '../json-pointer.ts';
import { LineIndex, type Position } from './line-index.ts';

/** Offsets of a member or an item. */
interface Child {
  /** Of its key, or of an item's value. */
  readonly start: number;
  readonly value: number;
}

/** What is in an object or array, by name or index, and where it ends. */
interface Container {
  readonly children: ReadonlyMap<string, Child>;
  readonly end: number;
}

/** Containers as deep as this are taken in with the one that holds them, rather than passed over and read again when they are entered. */
const DEPTH_AT_ONCE = 3;
const NO_CHILDREN: ReadonlyMap<string, Child> = new Map();

/**
 * The positions of a JSON text that has been parsed. Each object or array is skimmed when a lookup first enters it, so that looking up a
 * few places of a large document costs a small part of parsing it.
 *
 * A member of an object stands where its key starts, an item of an array where the item starts. Of two members with one name the last
 * counts, as it does for the value.
 */
export class JsonPositionIndex {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #containers = new Map<number, Container>();

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  /** The position of a JSON pointer, or of its nearest ancestor that exists. */
  find(pointer: string): Position {
    let value = this.#afterSpace(0);
    let start = value;
    for (const segment of pointerSegments(pointer)) {
      const child = this.#childrenOf(value).get(segment);
      if (child === undefined) break;
      ({ start, value } = child);
    }
    return this.#lines.positionOf(start);
  }

  #childrenOf(value: number): ReadonlyMap<string, Child> {
    return this.#isContainer(value) ? this.#enter(value, DEPTH_AT_ONCE).children : NO_CHILDREN;
  }

  #isContainer(value: number): boolean {
    const opening = this.#text.charCodeAt(value);
    return opening === OPENING_BRACE || opening === OPENING_BRACKET;
  }

  #enter(start: number, depth: number): Container {
    let container = this.#containers.get(start);
    if (container === undefined) {
      container = this.#text.charCodeAt(start) === OPENING_BRACE ? this.#readObject(start, depth) : this.#readArray(start, depth);
      this.#containers.set(start, container);
    }
    return container;
  }

  #readObject(object: number, depth: number): Container {
    const children = new Map<string, Child>();
    let start = this.#afterSpace(object + 1);
    while (this.#text.charCodeAt(start) === QUOTE) {
      const end = this.#afterText(start);
      const value = this.#afterSpace(this.#afterSpace(end) + 1);
      children.set(JSON.parse(this.#text.slice(start, end)) as string, { start, value });
      start = this.#next(value, depth);
    }
    return { children, end: start + 1 };
  }

  #readArray(array: number, depth: number): Container {
    const children = new Map<string, Child>();
    let start = this.#afterSpace(array + 1);
    while (start < this.#text.length && this.#text.charCodeAt(start) !== CLOSING_BRACKET) {
      children.set(String(children.size), { start, value: start });
      start = this.#next(start, depth);
    }
    return { children, end: start + 1 };
  }

  /** What follows a value and its comma, if there is one. */
  #next(value: number, depth: number): number {
    const after = depth > 1 && this.#isContainer(value) ? this.#enter(value, depth - 1).end : this.#afterValue(value);
    const end = this.#afterSpace(after);
    return this.#text.charCodeAt(end) === COMMA ? this.#afterSpace(end + 1) : end;
  }

  #afterValue(start: number): number {
    const text = this.#text;
    let depth = 0;
    for (let offset = start; offset < text.length; offset += 1) {
      switch (text.charCodeAt(offset)) {
        case QUOTE:
          offset = this.#afterText(offset) - 1;
          if (depth === 0) return offset + 1;
          break;
        case OPENING_BRACE:
        case OPENING_BRACKET:
          depth += 1;
          break;
        case CLOSING_BRACE:
        case CLOSING_BRACKET:
          if (depth === 0) return offset;
          depth -= 1;
          if (depth === 0) return offset + 1;
          break;
        case COMMA:
          if (depth === 0) return offset;
      }
    }
    return text.length;
  }

  #afterText(start: number): number {
    for (let quote = this.#text.indexOf('"', start + 1); quote !== -1; quote = this.#text.indexOf('"', quote + 1)) {
      let escapes = 0;
      while (this.#text.charCodeAt(quote - 1 - escapes) === BACKSLASH) escapes += 1;
      if (escapes % 2 === 0) return quote + 1;
    }
    return this.#text.length;
  }

  #afterSpace(start: number): number {
    let offset = start;
    while (isSpace(this.#text.charCodeAt(offset))) offset += 1;
    return offset;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPENING_BRACE, CLOSING_BRACE, OPENING_BRACKET, CLOSING_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
