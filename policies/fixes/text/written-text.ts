/** What a fix writes: texts, and maps and lists of them. */
export type WrittenValue = string | readonly WrittenValue[] | { readonly [key: string]: WrittenValue };

/** Words that YAML reads as something else than text. */
const OTHER_TYPES = /^(?:true|false|null|yes|no|on|off|~|)$/i;

/**
 * A text as YAML writes it: plain where it can be, else in marks.
 *
 * @param context `flow`: it may stand between braces, where commas and brackets mean something
 * @param quote the mark that it is to stand in whatever it is
 */
export function writtenText(text: string, context: 'block' | 'flow', quote?: "'" | '"'): string {
  if (quote === '"') return JSON.stringify(text);
  if (quote === "'" || !isPlain(text, context)) return `'${text.replaceAll("'", "''")}'`;
  return text;
}

/** A value as YAML writes it on one line: `{ $ref: ../canonical/money.yaml }`. */
export function writtenOnLine(value: WrittenValue): string {
  if (typeof value === 'string') return writtenText(value, 'flow');
  if (isList(value)) return `[${value.map(writtenOnLine).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${writtenText(key, 'flow')}: ${writtenOnLine(member)}`)
    .join(', ')} }`;
}

function isList(value: WrittenValue): value is readonly WrittenValue[] {
  return Array.isArray(value);
}

function isPlain(text: string, context: 'block' | 'flow'): boolean {
  if (OTHER_TYPES.test(text) || /^[-+.]?\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i.test(text)) return false;
  const allowed = context === 'flow' ? /^[\w./$][\w./$#~%+-]*$/ : /^[\w./$][\w./$#~%+{}-]*$/;
  return allowed.test(text);
}
