/** A segment of a path template, or a whole channel address: literals with parameters between them, `{id}.json`, `{year}-{month}`. */
export interface TemplateSegment {
  /** Literal texts around the parameters, percent-decoded where they stand alone: always one more than there are names. */
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** Splits a template into its segments. A brace that is never closed is literal text. */
export function parsePathTemplate(template: string): readonly TemplateSegment[] {
  const path = template.startsWith('/') ? template.slice(1) : template;
  return splitOutsideBraces(path).map(parseTemplateSegment);
}

/** Parses one segment. */
export function parseTemplateSegment(segment: string): TemplateSegment {
  const literals: string[] = [];
  const names: string[] = [];
  let from = 0;
  for (;;) {
    const open = segment.indexOf('{', from);
    const close = open < 0 ? -1 : segment.indexOf('}', open);
    if (close < 0) {
      literals.push(segment.slice(from));
      return { literals, names };
    }
    literals.push(segment.slice(from, open));
    names.push(segment.slice(open + 1, close));
    from = close + 1;
  }
}

/**
 * Matches a text against a segment and returns the texts of its parameters, none of them empty; undefined when it doesn't fit. Where
 * more than one split is possible, parameters to the left are the shortest. Takes time in proportion to the text.
 */
export function matchTemplateSegment(template: TemplateSegment, text: string): readonly string[] | undefined {
  const { literals, names } = template;
  const head = literals[0] as string;
  if (names.length === 0) return text === head ? [] : undefined;
  const tail = literals[names.length] as string;
  if (!text.startsWith(head) || !text.endsWith(tail)) return undefined;
  const end = text.length - tail.length;
  const values: string[] = [];
  let from = head.length;
  for (let index = 1; index < names.length; index++) {
    const literal = literals[index] as string;
    const at = text.indexOf(literal, from + 1);
    if (at < 0 || at > end) return undefined;
    values.push(text.slice(from, at));
    from = at + literal.length;
  }
  if (from >= end) return undefined;
  values.push(text.slice(from, end));
  return values;
}

const [SLASH, OPENING_BRACE, CLOSING_BRACE] = [0x2f, 0x7b, 0x7d];

function splitOutsideBraces(path: string): readonly string[] {
  const segments: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < path.length; index++) {
    const code = path.charCodeAt(index);
    if (code === OPENING_BRACE) depth++;
    else if (code === CLOSING_BRACE) depth = Math.max(0, depth - 1);
    else if (code === SLASH && depth === 0) {
      segments.push(path.slice(from, index));
      from = index + 1;
    }
  }
  segments.push(path.slice(from));
  return segments;
}
