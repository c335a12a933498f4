import { textOf } from '../text-of.ts';

/**
 * A template with the keys of OData (URL conventions §4.3) as segments: `/Items(Plant='{plant}',No={no})` is `/Items/{plant,no}`, an item of
 * `/Items` whose key is of two parts.
 */
export function slashed(template: string): string {
  return template.includes('(')
    ? template.replaceAll(KEYED_SEGMENT, (_, name: string, keys: string) => `/${name}/{${namesIn(keys)}}`)
    : template;
}

const KEYED_SEGMENT = /\/([^/()]+)\(([^()]*\{[^()]*)\)(?=\/|$)/g;

function namesIn(keys: string): string {
  return [...keys.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name).join(',');
}

/** `/accounts/{accountId}` with its parameters by position: `/accounts/{}`. Two templates that differ in names only are the same path. */
export function positional(template: string): string {
  return slashed(template).replaceAll(/\{[^}]*\}/g, '{}');
}

/** The parent of a template: `/accounts/{accountId}` is in `/accounts`. '' when there is none. */
export function parentTemplate(template: string): string {
  const path = slashed(template);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The name of the parameter that a template ends with, when its last segment is one parameter and nothing else; names with commas between for a key of parts. */
export function lastParameter(template: string): string | undefined {
  return /\/\{([^{}/]+)\}$/.exec(slashed(template))?.[1];
}

/** Fills a template from decoded path parameters; every value is percent-encoded, so that it stays one segment. */
export function fillTemplate(template: string, parameters: Readonly<Record<string, unknown>>): string {
  if (!template.includes('{')) return template;
  return slashed(template).replaceAll(/\{([^{}]+)\}/g, (_, names: string) => pathSegment(idText(names, parameters) ?? 'undefined'));
}

/** Fills a template from decoded path parameters as it is written, the keys of OData in their parentheses. */
export function fillAsWritten(template: string, parameters: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => pathSegment(textOf(parameters[name])));
}

/**
 * The text of an id by the names of its parts with commas between: the value itself, or percent-encoded values with commas between. Undefined where a
 * part is missing.
 */
export function idText(names: string, values: Readonly<Record<string, unknown>>): string | undefined {
  const parts = names.split(',').map((name) => (Object.hasOwn(values, name) ? values[name] : undefined));
  if (parts.includes(undefined)) return undefined;
  return parts.length === 1 ? textOf(parts[0]) : parts.map((part) => pathSegment(textOf(part))).join(',');
}

/** The parameters of a concrete path under a template that it fits, one by one: `{a,b}` of `slashed` are two. */
export function parametersAt(template: string, path: string): Readonly<Record<string, string>> {
  const found = Object.entries(matchTemplate(template, path) ?? {}).flatMap(([names, text]) => {
    const parts = names.includes(',') ? text.split(',').map(decodeSegment) : [text];
    return names.split(',').map((name, index) => [name, parts[index] ?? ''] as const);
  });
  return Object.fromEntries(found);
}

/** A text as one segment of a path. Half a surrogate pair, which UTF-8 cannot write, becomes U+FFFD. */
export function pathSegment(text: string): string {
  return UNRESERVED.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

/** What percent-encoding leaves as it is. */
const UNRESERVED = /^[\w.~!*'()-]*$/;

/** Brings a path that a person wrote to the form of `fillTemplate`. */
export function normalisePath(path: string): string {
  return path
    .split('/')
    .map((segment) => pathSegment(decodeSegment(segment)))
    .join('/');
}

/** The path parameters of a concrete path under a template of as many segments, or undefined when it does not fit. */
export function matchTemplate(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{([^{}]+)\}$/.exec(segment)?.[1];
    const value = decodeSegment(given[index] ?? '');
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
