import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import { pointerSegments } from '../json-pointer.ts';
import { LineIndex, type Position } from './line-index.ts';

/**
 * The positions of a YAML or JSON text. Building it costs one parse; a lookup walks down from the root, skipping what it does not enter.
 *
 * `maxDepth` bounds the nesting of a text that is not known to parse; what has been parsed needs none.
 *
 * A member of an object stands where its key starts, an item of an array where the item starts, as editors and linters have it.
 */
export class PositionIndex {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** By event: the event after its node. */
  readonly #next: Int32Array;
  readonly #anchors = new Map<string, number[]>();
  readonly #lines: LineIndex;

  constructor(text: string, maxDepth = Number.MAX_SAFE_INTEGER) {
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.#events = parseEvents(text, { maxDepth });
    this.#next = new Int32Array(this.#events.length);
    const open: number[] = [];
    for (const [index, event] of this.#events.entries()) {
      if ('anchorStart' in event && event.type !== EVENT_ID.ALIAS && event.anchorStart >= 0) {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        this.#anchors.set(name, [...(this.#anchors.get(name) ?? []), index]);
      }
      if (event.type === EVENT_ID.POP) {
        const start = open.pop();
        if (start !== undefined) this.#next[start] = index + 1;
      } else if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) {
        this.#next[index] = index + 1;
      } else {
        open.push(index);
      }
    }
  }

  /** The position of a JSON pointer, or of its nearest ancestor that exists. */
  find(pointer: string): Position {
    let node = 1;
    let offset = this.#start(node);
    for (const segment of pointerSegments(pointer)) {
      const child = this.#child(this.#target(node), segment);
      if (!child) break;
      offset = child.offset;
      node = child.node;
    }
    return this.#lines.positionOf(offset);
  }

  #child(node: number, segment: string): { readonly node: number; readonly offset: number } | undefined {
    const type = this.#events[node]?.type;
    if (type === EVENT_ID.MAPPING) return this.#member(node, segment);
    if (type !== EVENT_ID.SEQUENCE || !/^\d+$/.test(segment)) return undefined;
    let item = node + 1;
    for (let index = Number(segment); index > 0 && !this.#isEnd(item); index -= 1) item = this.#next[item]!;
    return this.#isEnd(item) ? undefined : { node: item, offset: this.#start(item) };
  }

  #member(node: number, name: string): { readonly node: number; readonly offset: number } | undefined {
    const merged: number[] = [];
    for (let key = node + 1; !this.#isEnd(key);) {
      const value = this.#next[key]!;
      const event = this.#events[key]!;
      const text = event.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : undefined;
      if (text === name) return { node: value, offset: this.#start(key) };
      if (text === '<<') merged.push(value);
      key = this.#next[value]!;
    }
    for (const value of merged) {
      const target = this.#target(value);
      const sources = this.#events[target]?.type === EVENT_ID.SEQUENCE ? this.#items(target) : [target];
      for (const source of sources) {
        const found = this.#events[source]?.type === EVENT_ID.MAPPING ? this.#member(source, name) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  }

  #items(node: number): readonly number[] {
    const items: number[] = [];
    for (let item = node + 1; !this.#isEnd(item); item = this.#next[item]!) items.push(this.#target(item));
    return items;
  }

  /** The node that an alias stands for: the last one anchored with its name before it. */
  #target(node: number): number {
    const event = this.#events[node];
    if (event?.type !== EVENT_ID.ALIAS) return node;
    const anchors = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? [];
    return anchors.findLast((anchor) => anchor < node) ?? node;
  }

  #isEnd(node: number): boolean {
    const type = this.#events[node]?.type;
    return type === undefined || type === EVENT_ID.POP;
  }

  #start(node: number): number {
    const event = this.#events[node];
    if (!event) return 0;
    if (event.type === EVENT_ID.SCALAR) {
      const isQuoted = this.#text[event.valueStart - 1] === '"' || this.#text[event.valueStart - 1] === "'";
      return Math.max(0, isQuoted ? event.valueStart - 1 : event.valueStart);
    }
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
    return 'start' in event ? event.start : 0;
  }
}
