import type { MediaType } from '../../contract.ts';

/** A media type or range (RFC 9110 §8.3.1, §12.5.1), lower case. */
export interface ParsedMediaType {
  readonly type: string;
  readonly subtype: string;
  /** Values as written; names lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const PARAMETER = /;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))\s*/y;
const MOST_REMEMBERED = 512;
const remembered = new Map<string, ParsedMediaType | undefined>();

/** Parses a media type or range; undefined when it isn't one. */
export function parseMediaType(text: string): ParsedMediaType | undefined {
  if (remembered.has(text)) return remembered.get(text);
  const parsed = parse(text);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, parsed);
  return parsed;
}

function parse(text: string): ParsedMediaType | undefined {
  const semicolon = text.indexOf(';');
  const essence = (semicolon < 0 ? text : text.slice(0, semicolon)).trim().toLowerCase();
  const slash = essence.indexOf('/');
  const type = essence.slice(0, Math.max(slash, 0));
  const subtype = essence.slice(slash + 1);
  if (!TOKEN.test(type) || !TOKEN.test(subtype)) return undefined;
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = semicolon < 0 ? text.length : semicolon;
  for (let match = PARAMETER.exec(text); match !== null; match = PARAMETER.exec(text)) {
    parameters.set((match[1] as string).toLowerCase(), match[2]?.replace(/\\(.)/g, '$1') ?? match[3] ?? '');
  }
  return { type, subtype, parameters };
}

/** Is it JSON by its name: `application/json`, `text/json` or the structured suffix `+json` (RFC 6839 §3.1)? */
export function isJsonMediaType(text: string): boolean {
  const subtype = parseMediaType(text)?.subtype;
  return subtype === 'json' || subtype?.endsWith('+json') === true;
}

/** Does a concrete media type fall under a declared type or range? Parameters count only where declared; `charset=utf-8` may be left out. */
export function fallsUnder(given: ParsedMediaType, declared: ParsedMediaType): boolean {
  if (declared.type !== '*' && declared.type !== given.type) return false;
  const suffix = declared.subtype.startsWith('*+') ? declared.subtype.slice(1) : undefined;
  const isSubtype =
    declared.subtype === '*' || declared.subtype === given.subtype || (suffix !== undefined && given.subtype.endsWith(suffix));
  if (!isSubtype) return false;
  for (const [name, value] of declared.parameters) {
    const found = given.parameters.get(name)?.toLowerCase();
    const isImplied = found === undefined && name === 'charset' && value.toLowerCase() === 'utf-8';
    if (found !== value.toLowerCase() && !isImplied) return false;
  }
  return true;
}

const rankedContent = new WeakMap<readonly MediaType[], readonly { readonly parsed: ParsedMediaType; readonly mediaType: MediaType }[]>();

/** The declared media type that a concrete one falls under: the most specific, `application/json` before `application/*` before `anything`. */
export function selectMediaType(content: readonly MediaType[], given: string): MediaType | undefined {
  const parsed = parseMediaType(given);
  if (parsed === undefined) return undefined;
  let ranked = rankedContent.get(content);
  if (ranked === undefined) {
    ranked = rankContent(content);
    rankedContent.set(content, ranked);
  }
  return ranked.find((declared) => fallsUnder(parsed, declared.parsed))?.mediaType;
}

function rankContent(content: readonly MediaType[]): readonly { readonly parsed: ParsedMediaType; readonly mediaType: MediaType }[] {
  const rank = ({ type, subtype, parameters }: ParsedMediaType) =>
    (type === '*' ? 0 : 4000) + (subtype === '*' ? 0 : subtype.startsWith('*+') ? 1000 : 2000) + parameters.size;
  return content
    .flatMap((mediaType) => {
      const parsed = parseMediaType(mediaType.mediaType);
      return parsed === undefined ? [] : [{ parsed, mediaType }];
    })
    .sort((one, other) => rank(other.parsed) - rank(one.parsed));
}
