import { compareValues } from '../compare-values.ts';
import { holds, isComparison } from './comparison.ts';
import type { Filter } from './resource-filter.ts';
import type { Resource } from '../resource-store.ts';
import { valueAt } from '../value-at.ts';
import { textOf } from '../text-of.ts';

const TOKEN = /\s*(?:'((?:[^']|'')*)'|([()/,])|([A-Za-z_@][\w.@]*(?:\/[A-Za-z_]\w*)*)|(-?\d[\w.:+-]*))/y;

type Token = { readonly text: string; readonly kind: 'string' | 'mark' | 'name' | 'literal' };

/**
 * Reads an OData `$filter` (OData 4.01 URL conventions §5.1.1): `and`, `or`, `not`, parentheses, the six comparisons, and `contains`,
 * `startswith`, `endswith` of a field and a text.
 *
 * @returns undefined when the text is none of that.
 */
export function readODataFilter(text: string): Filter | undefined {
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  const reader = new FilterReader(tokens);
  const filter = reader.either();
  return reader.atEnd() ? filter : undefined;
}

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match || tokens.length > 500) return undefined;
    const [, string, mark, name, literal] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll("''", "'") });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'literal', text: literal ?? '' });
  }
  return tokens;
}

type Operand = (value: Resource) => unknown;

const TEXT_TESTS: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
};

/** Levels of `not` and parentheses. */
const MAX_DEPTH = 200;

class FilterReader {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  either(): Filter | undefined {
    let left = this.both();
    while (left && this.take('or')) {
      const [one, two] = [left, this.both()];
      left = two && ((value) => one(value) || two(value));
    }
    return left;
  }

  private both(): Filter | undefined {
    let left = this.single();
    while (left && this.take('and')) {
      const [one, two] = [left, this.single()];
      left = two && ((value) => one(value) && two(value));
    }
    return left;
  }

  private single(): Filter | undefined {
    if (this.depth === MAX_DEPTH) return undefined;
    this.depth++;
    const filter = this.part();
    this.depth--;
    return filter;
  }

  private part(): Filter | undefined {
    if (this.take('not')) {
      const denied = this.single();
      return denied && ((value) => !denied(value));
    }
    if (this.take('(')) {
      const inner = this.either();
      return this.take(')') ? inner : undefined;
    }
    const name = this.tokens[this.at]?.text ?? '';
    const test = this.tokens[this.at + 1]?.text === '(' && Object.hasOwn(TEXT_TESTS, name) ? TEXT_TESTS[name] : undefined;
    return test ? this.textTest(test) : this.comparison();
  }

  private textTest(test: (text: string, part: string) => boolean): Filter | undefined {
    this.at += 2;
    const text = this.operand();
    const part = this.take(',') ? this.operand() : undefined;
    if (!text || !part || !this.take(')')) return undefined;
    return (value) => test(textOf(text(value) ?? ''), textOf(part(value) ?? ''));
  }

  private comparison(): Filter | undefined {
    const left = this.operand();
    const name = this.tokens[this.at++]?.text ?? '';
    const right = this.operand();
    if (!left || !isComparison(name) || !right) return undefined;
    return (value) => {
      const [one, two] = [left(value) ?? null, right(value) ?? null];
      if (one === null || two === null) return one === two ? name === 'eq' : name === 'ne';
      return holds(name, compareValues(one, two));
    };
  }

  private operand(): Operand | undefined {
    const token = this.tokens[this.at++];
    switch (token?.kind) {
      case 'string':
      case 'literal':
        return () => token.text;
      case 'name':
        if (token.text === 'true' || token.text === 'false') return () => token.text;
        if (token.text === 'null') return () => null;
        return (value) => valueAt(value, `/${token.text}`);
      default:
        return undefined;
    }
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.text !== text || token.kind === 'string') return false;
    this.at++;
    return true;
  }
}
