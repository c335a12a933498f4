import type { TextEdit } from './text-edit.ts';
import { findChild, readTextNodes, type TextChild, type TextNode } from './text-node.ts';
import { writtenOnLine, writtenText, type WrittenValue } from './written-text.ts';

/**
 * A YAML or JSON file that can be edited in place: only what an edit is about changes, so that formatting, comments and the order of
 * members stay. An edit is undefined where the text is written in a way that can't be edited surely: within an alias, in a block scalar.
 */
export class EditableText {
  readonly text: string;
  /** Undefined for a file of no or of several documents. */
  readonly root: TextNode | undefined;
  readonly #isJson: boolean;
  readonly #lineBreak: string;

  /** The text must be known to parse. */
  constructor(text: string, path: string) {
    this.text = text;
    this.#isJson = /\.json$/i.test(path);
    this.#lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
    this.root = readTextNodes(text);
  }

  /** The member or item at a JSON pointer. */
  find(pointer: string): TextChild | undefined {
    return this.root && findChild(this.root, pointer);
  }

  /** Another text in the place of one, in the same marks. */
  replaceText({ start, end, quote, style, kind, text: before = '' }: TextNode, text: string): TextEdit | undefined {
    if (kind !== 'text' || style !== 'flow') return undefined;
    const isPlainInBlock = quote === undefined && /[{}]/.test(before);
    return { start, end, text: isPlainInBlock && !this.#isJson ? writtenText(text, 'block') : this.#text(text, quote) };
  }

  /** Another key for a member. */
  renameKey({ keyNode }: TextChild, key: string): TextEdit | undefined {
    return keyNode && this.replaceText(keyNode, key);
  }

  /** A further member of a map, after the member of a key, else before all others. */
  insertMember(map: TextNode, key: string, value: WrittenValue, after?: string): TextEdit | undefined {
    return this.insertMembers(map, { [key]: value }, after);
  }

  /** Further members of a map, side by side: after the member of a key, else before all others. */
  insertMembers(map: TextNode, members: Readonly<Record<string, WrittenValue>>, after?: string): TextEdit | undefined {
    if (map.kind !== 'map') return undefined;
    const numeral = map.children.find(({ key: other }) => /^\d/.test(other))?.keyNode?.quote ?? "'";
    const sibling = map.children.find((child) => child.key === after);
    const separator = map.style === 'flow' ? ',' : '';
    return this.#insert(map, sibling, (indent) =>
      Object.entries(members)
        .map(([key, value]) => `${this.#text(key, /^\d/.test(key) ? numeral : undefined)}: ${this.#value(value, indent)}`)
        .join(separator + (this.#isOnLines(map) ? this.#lineBreak + indent : ' ')),
    );
  }

  /** A further item at the end of a list. */
  appendItem(list: TextNode, value: WrittenValue): TextEdit | undefined {
    if (list.kind !== 'list') return undefined;
    return this.#insert(list, list.children.at(-1), (indent) =>
      list.style === 'block' ? `- ${this.#item(value)}` : this.#value(value, indent),
    );
  }

  /**
   * A reference in the place of a whole map. Members that are kept stay as they are written, and the reference then stands in `allOf`.
   * Undefined when that would take a comment away.
   */
  replaceByReference(map: TextNode, reference: string, kept: readonly TextChild[] = []): TextEdit | undefined {
    if (map.kind !== 'map' || this.#hasComment(map)) return undefined;
    const { start, end } = map;
    const sources = kept.map(({ keyNode, value }) => this.text.slice(keyNode?.start, value.end));
    const indent = this.#indentOf(map.style === 'flow' ? (map.children[0]?.keyNode?.start ?? start) : start);
    const line = this.#lineBreak + indent;
    if (map.style === 'flow') {
      const value = this.#value({ $ref: reference }, this.#indentOf(this.#lineStart(start)));
      if (sources.length === 0) return { start, end, text: value };
      const isOnLines = this.text.slice(start, end).includes('\n');
      const parts = [...sources, `${this.#text('allOf')}: [${this.#isJson ? JSON.stringify({ $ref: reference }) : value}]`];
      const closing = this.#lineBreak + this.#indentOf(this.#lineStart(start));
      return { start, end, text: isOnLines ? `{${line}${parts.join(`,${line}`)}${closing}}` : `{ ${parts.join(', ')} }` };
    }
    const written = `$ref: ${writtenText(reference, 'block')}`;
    return { start, end, text: sources.length === 0 ? written : [...sources, 'allOf:', `  - ${written}`].join(line) };
  }

  #text(text: string, quote?: TextNode['quote']): string {
    return this.#isJson ? JSON.stringify(text) : writtenText(text, 'flow', quote);
  }

  /** A value that starts on a line of this indentation. */
  #value(value: WrittenValue, indent: string): string {
    if (!this.#isJson) return writtenOnLine(value);
    return JSON.stringify(value, null, this.#indentUnit()).replaceAll('\n', this.#lineBreak + indent);
  }

  #item(value: WrittenValue): string {
    const members = typeof value === 'object' ? Object.entries(value) : [];
    const [key, member] = members[0] ?? [];
    return members.length === 1 && typeof member === 'string' ? `${key}: ${writtenText(member, 'block')}` : writtenOnLine(value);
  }

  #insert(collection: TextNode, sibling: TextChild | undefined, write: (indent: string) => string): TextEdit | undefined {
    const first = collection.children[0];
    if (first === undefined) return this.#fill(collection, write);
    const firstStart = collection.kind === 'list' && collection.style === 'block' ? collection.start : (first.keyNode ?? first.value).start;
    const indent = this.#indentOf(firstStart);
    const line = this.#lineBreak + indent;
    const written = write(indent);
    const isOnLines = this.#isOnLines(collection);
    const comma = collection.style === 'flow' ? ',' : '';
    if (sibling === undefined) return { start: firstStart, end: firstStart, text: written + comma + (isOnLines ? line : ' ') };
    const after = Math.max(sibling.value.end, sibling.keyNode?.end ?? 0);
    if (collection.style === 'flow') return { start: after, end: after, text: isOnLines ? `,${line}${written}` : `, ${written}` };
    if (this.#keepsBlankLines(sibling.value)) return undefined;
    const at = this.#lineEnd(after);
    return { start: at, end: at, text: line + written };
  }

  /** Has each member a line of its own? */
  #isOnLines({ style, start, children: [first] }: TextNode): boolean {
    if (first === undefined) return this.#isJson;
    return style === 'block' || this.text.slice(start, (first.keyNode ?? first.value).start).includes('\n');
  }

  /** What an empty `{}` or `[]` becomes. */
  #fill({ style, start, end }: TextNode, write: (indent: string) => string): TextEdit | undefined {
    if (style !== 'flow' || this.text.slice(start + 1, end - 1).trim() !== '') return undefined;
    const outer = this.#indentOf(this.#lineStart(start));
    const indent = outer + this.#indentUnit();
    const text = this.#isJson ? `${this.#lineBreak}${indent}${write(indent)}${this.#lineBreak}${outer}` : ` ${write(outer)} `;
    return { start: start + 1, end: end - 1, text };
  }

  #indentUnit(): string {
    return /\n([ \t]+)\S/.exec(this.text)?.[1] ?? '  ';
  }

  /** `|+` keeps the blank lines after it, so that nothing can be put behind it without a change of its value. */
  #keepsBlankLines({ kind, style, start, children }: TextNode): boolean {
    const last = children.at(-1);
    if (last) return this.#keepsBlankLines(last.value);
    if (kind !== 'text' || style !== 'block') return false;
    return /[|>]\d*\+\d*$/.test(this.text.slice(0, start).trimEnd());
  }

  /** Also behind its last line. */
  #hasComment(map: TextNode): boolean {
    const after = map.style === 'block' ? this.text.slice(map.end, this.#lineEnd(map.end)) : '';
    return /(?:^|\s)#/.test(maskTexts(this.text, map) + after);
  }

  #lineStart(offset: number): number {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    return start + /^\s*/.exec(this.text.slice(start, offset))![0].length;
  }

  #lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end === -1) return this.text.trimEnd().length;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Blanks, as many as stand in its line before an offset: keys and dashes before it count as blanks. */
  #indentOf(offset: number): string {
    const line = this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset);
    return /^\s*/.exec(line)![0].padEnd(line.length, ' ');
  }
}

/** A node's text without the texts in it. */
function maskTexts(text: string, node: TextNode): string {
  if (node.kind === 'text') return '';
  let written = '';
  let offset = node.start;
  for (const { keyNode, value } of node.children) {
    for (const part of [keyNode, value]) {
      if (!part) continue;
      written += `${text.slice(offset, part.start)}_${maskTexts(text, part)}`;
      offset = part.end;
    }
  }
  return written + text.slice(offset, node.end);
}
