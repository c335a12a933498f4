import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml';
import { pointerSegments } from '../../../registry/contract/index.ts';

/** Where a node of a YAML or JSON text is written. Offsets count UTF-16 units; `end` is the first one after it, without trailing blank lines. */
export interface TextNode {
  readonly kind: 'map' | 'list' | 'text' | 'alias';
  /** `flow`: in braces or brackets, as all of JSON; of a text: on one line, quoted or plain. */
  readonly style: 'block' | 'flow';
  readonly start: number;
  readonly end: number;
  /** Of a text: as YAML decodes it, before its type is guessed. */
  readonly text?: string;
  /** The mark that the text stands in. */
  readonly quote?: "'" | '"';
  /** The members of a map, the items of a list, in the order of the text. */
  readonly children: readonly TextChild[];
}

/** A member of a map, or an item of a list, whose key is its index and is written nowhere. */
export interface TextChild {
  readonly key: string;
  readonly keyNode?: TextNode;
  readonly value: TextNode;
}

/** Most nesting that is read: what parses has less. */
const DEEPEST = 10_000;

/** Reads where the nodes of a text are written. The text must be known to parse. Undefined for a text of no or of several documents. */
export function readTextNodes(text: string): TextNode | undefined {
  const events = parseEvents(text, { maxDepth: DEEPEST });
  const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
  if (documents !== 1 || events[1]?.type === EVENT_ID.POP) return undefined;
  return nodeAt({ text, events }, 1).node;
}

/** The member or item at a JSON pointer; undefined where none is written, also within an alias. */
export function findChild(root: TextNode, pointer: string): TextChild | undefined {
  let found: TextChild = { key: '', value: root };
  for (const segment of pointerSegments(pointer)) {
    const next = found.value.children.findLast(({ key }) => key === segment);
    if (!next) return undefined;
    found = next;
  }
  return found;
}

interface Source {
  readonly text: string;
  readonly events: readonly Event[];
}

function nodeAt(source: Source, index: number): { readonly node: TextNode; readonly next: number } {
  const event = source.events[index]!;
  if (event.type === EVENT_ID.ALIAS) {
    return { node: { kind: 'alias', style: 'flow', start: event.anchorStart - 1, end: event.anchorEnd, children: [] }, next: index + 1 };
  }
  if (event.type === EVENT_ID.SCALAR) return { node: scalarNode(source.text, event), next: index + 1 };
  if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) throw new Error('a node begins with no such event');
  const isMap = event.type === EVENT_ID.MAPPING;
  const isFlow = event.style === COLLECTION_STYLE.FLOW;
  const children: TextChild[] = [];
  let next = index + 1;
  while (source.events[next]!.type !== EVENT_ID.POP) {
    if (!isMap) {
      const item = nodeAt(source, next);
      children.push({ key: String(children.length), value: item.node });
      next = item.next;
      continue;
    }
    const key = nodeAt(source, next);
    const value = nodeAt(source, key.next);
    children.push({ key: key.node.text ?? '', keyNode: key.node, value: value.node });
    next = value.next;
  }
  const last = children.at(-1);
  const content = last ? Math.max(last.value.end, last.keyNode?.end ?? 0) : event.start + 1;
  const end = isFlow ? afterClosing(source.text, content) : content;
  return { node: { kind: isMap ? 'map' : 'list', style: isFlow ? 'flow' : 'block', start: event.start, end, children }, next: next + 1 };
}

function scalarNode(text: string, event: Extract<Event, { readonly type: typeof EVENT_ID.SCALAR }>): TextNode {
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  const quote = event.style === SCALAR_STYLE.DOUBLE_QUOTED ? '"' : event.style === SCALAR_STYLE.SINGLE_QUOTED ? "'" : undefined;
  const around = quote === undefined ? 0 : 1;
  const end = isBlock ? text.slice(0, event.valueEnd).trimEnd().length : event.valueEnd + around;
  return {
    kind: 'text',
    style: isBlock ? 'block' : 'flow',
    start: Math.max(0, event.valueStart - around),
    end: Math.max(end, event.valueStart),
    text: getScalarValue(text, event),
    ...(quote !== undefined && { quote }),
    children: [],
  };
}

/** What follows the bracket that closes a collection: after its last item come spaces, a comma and comments at most. */
function afterClosing(text: string, from: number): number {
  for (let offset = from; offset < text.length; offset += 1) {
    const character = text[offset];
    if (character === '}' || character === ']') return offset + 1;
    if (character !== '#') continue;
    const line = text.indexOf('\n', offset);
    offset = line === -1 ? text.length : line;
  }
  return text.length;
}
