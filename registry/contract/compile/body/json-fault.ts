/** Where a text stops being JSON, and what should have stood there. */
export interface JsonFault {
  /** UTF-16 offset. */
  readonly offset: number;
  readonly message: string;
}

const SHALLOWEST_TEXT = 1024;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\r\n]*/y;

/** Is the text nested deeper than `limit` levels? Short texts are not looked at when they can't be. */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  if (text.length <= Math.min(limit, SHALLOWEST_TEXT)) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

/** Finds the first fault of a text that `JSON.parse` refused (RFC 8259 grammar). The text must not be nested deeply. */
export function findJsonFault(text: string): JsonFault {
  let position = 0;
  const fail = (message: string, offset = position): JsonFault => ({
    offset,
    message: offset >= text.length ? `${message}, found the end` : message,
  });
  const advance = (pattern: RegExp): number => {
    pattern.lastIndex = position;
    const length = pattern.exec(text)?.[0].length ?? 0;
    position += length;
    return length;
  };
  const take = (character: string): boolean => {
    if (text[position] !== character) return false;
    position++;
    return true;
  };

  function value(): JsonFault | undefined {
    advance(SPACE);
    const start = position;
    if (take('{')) return members();
    if (take('[')) return items();
    if (text[position] === '"') return string();
    for (const literal of ['true', 'false', 'null']) {
      if (!text.startsWith(literal, position)) continue;
      position += literal.length;
      return undefined;
    }
    return advance(NUMBER) > 0 ? undefined : fail('expected a value', start);
  }

  function string(): JsonFault | undefined {
    position++;
    while (position < text.length) {
      const code = text.charCodeAt(position);
      if (code === 0x22) break;
      if (code === 0x5c) {
        if (advance(ESCAPE) === 0) return fail('expected an escape that JSON knows');
      } else if (code < 0x20) return fail('expected no control character in a string');
      else position++;
    }
    return take('"') ? undefined : fail('expected a closing quote');
  }

  function members(): JsonFault | undefined {
    advance(SPACE);
    if (take('}')) return undefined;
    for (;;) {
      advance(SPACE);
      if (text[position] !== '"') return fail('expected a property name in double quotes');
      const fault = string();
      if (fault) return fault;
      advance(SPACE);
      if (!take(':')) return fail('expected a colon');
      const inner = value();
      if (inner) return inner;
      advance(SPACE);
      if (take('}')) return undefined;
      if (!take(',')) return fail('expected a comma or a closing brace');
    }
  }

  function items(): JsonFault | undefined {
    advance(SPACE);
    if (take(']')) return undefined;
    for (;;) {
      const fault = value();
      if (fault) return fault;
      advance(SPACE);
      if (take(']')) return undefined;
      if (!take(',')) return fail('expected a comma or a closing bracket');
    }
  }

  const fault = value();
  if (fault) return fault;
  advance(SPACE);
  return fail('expected nothing more');
}
