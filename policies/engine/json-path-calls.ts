/** Methods of strings and arrays that look and change nothing. */
const HARMLESS: ReadonlySet<string> = new Set(
  'at charAt concat endsWith includes indexOf join lastIndexOf match slice startsWith substring toLowerCase toUpperCase trim'.split(' '),
);

/** Type selectors of JSONPath Plus: `@string()`. */
const SELECTORS: ReadonlySet<string> = new Set(
  'array boolean integer nonFinite null number object other scalar string undefined'.split(' '),
);

const CALLED = /(?:\.\s*|(@))([A-Za-z_$][\w$]*)\s*$/;
const OPENS_EXPRESSION = /(?:^|[?([,!&|=<>+\-*/%:~]|\bin|\btypeof|\bvoid)\s*$/;

/**
 * What a JSONPath expression calls beyond harmless methods, if anything. Spectral turns the filters of a path into JavaScript, and
 * `@.constructor.constructor('…')()` runs whatever it is given: a ruleset in YAML would be a program that nobody declared.
 *
 * @example forbiddenCall("$..[?(@.name.match(/^x/))]") // undefined
 */
export function forbiddenCall(path: string): string | undefined {
  let code = '';
  for (let index = 0; index < path.length; index++) {
    const character = path[index]!;
    if (character === '`') return '`';
    if (character === '"' || character === "'") {
      index = endOfQuoted(path, index, character);
      code += "''";
    } else if (character === '/' && OPENS_EXPRESSION.test(code)) {
      index = endOfPattern(path, index);
      code += "''";
    } else {
      if (character === '(' && !OPENS_EXPRESSION.test(code) && !isHarmless(code)) return calledIn(code);
      code += character;
    }
  }
  return undefined;
}

function isHarmless(code: string): boolean {
  const [, at, name] = CALLED.exec(code) ?? [];
  return name !== undefined && (at === undefined ? HARMLESS : SELECTORS).has(name);
}

function calledIn(code: string): string {
  return /[\w$.@]+\s*$/.exec(code)?.[0].trim() ?? code.slice(-1);
}

function endOfQuoted(path: string, start: number, quote: string): number {
  let end = start + 1;
  while (end < path.length && path[end] !== quote) end += path[end] === '\\' ? 2 : 1;
  return end;
}

/** A slash within brackets does not end a regular expression. */
function endOfPattern(path: string, start: number): number {
  let isClass = false;
  let end = start + 1;
  for (; end < path.length; end++) {
    const character = path[end];
    if (character === '\\') end++;
    else if (character === '[') isClass = true;
    else if (character === ']') isClass = false;
    else if (character === '/' && !isClass) break;
  }
  return end;
}
