/** Does a filter hold for a child? `property` is its name or index. */
export type FilterTest = (value: unknown, property: string | number) => unknown;

const TOKEN =
  /\s*(?:(@property\b)|(@)|(===|!==|==|!=|&&|\|\||!|\(|\)|void 0\b)|'([^'\\]*)'|"([^"\\]*)"|(\d+(?:\.\d+)?)|(true|false|null|undefined)\b|\.([A-Za-z_$][\w$-]*)|\['([^'\\]*)'\])/y;

type Token = readonly ['property' | 'value'] | readonly ['sign', string] | readonly ['literal', unknown] | readonly ['member', string];

/**
 * Compiles a filter of a JSONPath expression, what stands within `?( )`: `@` and its members, `@property`, literals, `void 0`,
 * comparisons of equality, `!`, `&&`, `||` and parentheses, with the meaning of JavaScript. Undefined for anything else.
 *
 * @example parseFilter("@property !== 'properties' && @ && @.enum")
 */
export function parseFilter(text: string): FilterTest | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const reader = new FilterReader(tokens);
  const filter = reader.readEither();
  return reader.isAtEnd ? filter : undefined;
}

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    const [, property, value, sign, single, double, digits, word, member, quotedMember] = match;
    if (property) tokens.push(['property']);
    else if (value) tokens.push(['value']);
    else if (sign === 'void 0') tokens.push(['literal', undefined]);
    else if (sign) tokens.push(['sign', sign]);
    else if (single !== undefined || double !== undefined) tokens.push(['literal', single ?? double]);
    else if (digits) tokens.push(['literal', Number(digits)]);
    else if (word) tokens.push(['literal', { true: true, false: false, null: null }[word]]);
    else tokens.push(['member', member ?? quotedMember!]);
  }
  return tokens;
}

/** Recursive descent by the precedence of JavaScript: equality before `&&` before `||`. */
class FilterReader {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  readEither(): FilterTest | undefined {
    let left = this.readBoth();
    while (left && this.take('||')) {
      const [a, b]: readonly (FilterTest | undefined)[] = [left, this.readBoth()];
      left = a && b && ((value, property) => a(value, property) || b(value, property));
    }
    return left;
  }

  private readBoth(): FilterTest | undefined {
    let left = this.readEquality();
    while (left && this.take('&&')) {
      const [a, b]: readonly (FilterTest | undefined)[] = [left, this.readEquality()];
      left = a && b && ((value, property) => a(value, property) && b(value, property));
    }
    return left;
  }

  private readEquality(): FilterTest | undefined {
    const left = this.readUnary();
    const sign = (['===', '!==', '==', '!='] as const).find((known) => this.take(known));
    if (!left || !sign) return left;
    const right = this.readUnary();
    if (!right) return undefined;
    const isEqual = sign.length === 3 ? isStrictlyEqual : isLooselyEqual;
    const isWanted = sign[0] === '=';
    return (value, property) => isEqual(left(value, property), right(value, property)) === isWanted;
  }

  private readUnary(): FilterTest | undefined {
    if (!this.take('!')) return this.readValue();
    const operand = this.readUnary();
    return operand && ((value, property) => !operand(value, property));
  }

  private readValue(): FilterTest | undefined {
    const token = this.tokens[this.position++];
    if (token?.[0] === 'literal') return () => token[1];
    if (token?.[0] === 'property') return (_, property) => property;
    if (token?.[0] === 'value') return this.readMembers((value) => value);
    if (token?.[0] !== 'sign' || token[1] !== '(') return undefined;
    const inner = this.readEither();
    return this.take(')') ? inner : undefined;
  }

  private readMembers(start: FilterTest): FilterTest {
    let read = start;
    for (let token = this.tokens[this.position]; token?.[0] === 'member'; token = this.tokens[++this.position]) {
      const [owner, name] = [read, token[1]];
      read = (value, property) => (owner(value, property) as Readonly<Record<string, unknown>>)[name];
    }
    return read;
  }

  private take(sign: string): boolean {
    const token = this.tokens[this.position];
    const isIt = token?.[0] === 'sign' && token[1] === sign;
    if (isIt) this.position++;
    return isIt;
  }
}

function isStrictlyEqual(a: unknown, b: unknown): boolean {
  return a === b;
}

function isLooselyEqual(a: unknown, b: unknown): boolean {
  // oxlint-disable-next-line eqeqeq -- the filter says `==`
  return a == b;
}
