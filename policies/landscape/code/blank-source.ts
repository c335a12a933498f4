/** The text of a TypeScript or JavaScript file with blanks for what is no code; as long as the file, line for line. */
export interface BlankedSource {
  /** Without comments, and without what stands in strings, templates and regular expressions. */
  readonly code: string;
  /** Without comments alone. */
  readonly text: string;
}

/** What a slash after begins a regular expression, and no division. */
const BEFORE_EXPRESSION = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield))\s*$/;

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
/** What doesn't end on its line is taken to end there, so that a stray quote in markup blanks one line and no more. */
const STRING = /'(?:\\.|[^'\\\n])*(?:'|$|(?=\n))|"(?:\\.|[^"\\\n])*(?:"|$|(?=\n))/y;
const EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y;

/**
 * Blanks comments, and strings, by reading tokens and no grammar: enough to tell a call from the mention of one. What stands between
 * `${` and `}` in a template is code.
 */
export function blankSource(source: string): BlankedSource {
  let code = '';
  let text = '';
  /** Depth of braces within each template that is open. */
  const templates: number[] = [];
  const take = (length: number, isText: boolean, isCode: boolean): void => {
    const taken = source.slice(code.length, code.length + length);
    const blank = taken.replaceAll(/[^\n]/g, ' ');
    text += isText ? taken : blank;
    code += isCode ? taken : blank;
  };
  const matched = (pattern: RegExp): number => {
    pattern.lastIndex = code.length;
    return pattern.exec(source)?.[0].length ?? 0;
  };
  const template = (): void => {
    take(matched(TEMPLATE), true, false);
    if (source.startsWith('${', code.length)) {
      templates.push(0);
      take(2, true, true);
    } else take(1, true, true);
  };
  while (code.length < source.length) {
    const char = source[code.length]!;
    const comment = char === '/' ? matched(COMMENT) : 0;
    const expression = char === '/' && comment === 0 && BEFORE_EXPRESSION.test(code.slice(-40)) ? matched(EXPRESSION) : 0;
    if (comment > 0) take(comment, false, false);
    else if (expression > 0) take(expression, true, false);
    else if (char === '"' || char === "'") take(matched(STRING), true, false);
    else if (char === '`') {
      take(1, true, true);
      template();
    } else if (char === '}' && templates.at(-1) === 0) {
      templates.pop();
      take(1, true, true);
      template();
    } else {
      if (char === '{' && templates.length > 0) templates.push(templates.pop()! + 1);
      if (char === '}' && templates.length > 0) templates.push(templates.pop()! - 1);
      take(1, true, true);
    }
  }
  return { code, text };
}
