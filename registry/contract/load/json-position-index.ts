import { pointerSegments } from '../json-pointer.ts';
import { LineIndex, type Position } from './line-index.ts';

/** Offsets of a member or an item. */
interface Child {
  /** Of its key, or of an item's value. */
  readonly start: number;
  readonly value: number;
}

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
  readonly #children = new Map<number, ReadonlyMap<string, Child>>();

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

  #childrenOf(container: number): ReadonlyMap<string, Child> {
    let children = this.#children.get(container);
    if (children === undefined) {
      const opening = this.#text[container];
      children = opening === '{' ? this.#members(container) : opening === '[' ? this.#items(container) : new Map<string, Child>();
      this.#children.set(container, children);
    }
    return children;
  }

  #members(object: number): ReadonlyMap<string, Child> {
    const members = new Map<string, Child>();
    for (let start = this.#afterSpace(object + 1); this.#text[start] === '"';) {
      const end = this.#afterText(start);
      const value = this.#afterSpace(this.#afterSpace(end) + 1);
      members.set(JSON.parse(this.#text.slice(start, end)) as string, { start, value });
      start = this.#next(value);
    }
    return members;
  }

  #items(array: number): ReadonlyMap<string, Child> {
    const items = new Map<string, Child>();
    let start = this.#afterSpace(array + 1);
    while (start < this.#text.length && this.#text[start] !== ']') {
      items.set(String(items.size), { start, value: start });
      start = this.#next(start);
    }
    return items;
  }

  /** What follows a value and its comma, if there is one. */
  #next(value: number): number {
    const end = this.#afterSpace(this.#afterValue(value));
    return this.#text[end] === ',' ? this.#afterSpace(end + 1) : end;
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
    while (SPACES.has(this.#text.charCodeAt(offset))) offset += 1;
    return offset;
  }
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPENING_BRACE, CLOSING_BRACE, OPENING_BRACKET, CLOSING_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
