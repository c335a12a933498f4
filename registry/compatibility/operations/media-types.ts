import type { MediaType } from '../../contract/index.ts';

interface Parsed {
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** A media type that a range or type stands for, as a Content-Type: that of `application/*` or any type is one that nobody declares. */
export function concreteType(mediaType: string): string {
  const parsed = parse(mediaType);
  if (parsed === undefined) return mediaType;
  const type = parsed.type === '*' ? 'x-interlock' : parsed.type;
  const subtype = parsed.subtype.startsWith('*') ? `vnd.interlock.witness${parsed.subtype.slice(1)}` : parsed.subtype;
  return [`${type}/${subtype}`, ...[...parsed.parameters].map(([name, value]) => `${name}=${value}`)].join('; ');
}

/** Does it stand for more than one media type? */
export function isRange(mediaType: string): boolean {
  const parsed = parse(mediaType);
  return parsed !== undefined && (parsed.type === '*' || parsed.subtype.startsWith('*'));
}

/** The declared media type that a concrete one falls under, the most specific first (RFC 9110 §12.5.1). */
export function mediaTypeFor(content: readonly MediaType[], concrete: string): MediaType | undefined {
  const given = parse(concrete);
  if (given === undefined) return content.find(({ mediaType }) => mediaType === concrete);
  const ranked = content
    .flatMap((mediaType) => {
      const parsed = parse(mediaType.mediaType);
      return parsed !== undefined && fallsUnder(given, parsed) ? [{ mediaType, rank: rank(parsed) }] : [];
    })
    .sort((one, other) => other.rank - one.rank);
  return ranked[0]?.mediaType;
}

/** The name of a media type without regard to case, spaces and the order of its parameters: equal for equal ones. */
export function canonicalType(mediaType: string): string {
  const parsed = parse(mediaType);
  if (parsed === undefined) return mediaType;
  const parameters = [...parsed.parameters].filter(([name, value]) => !(name === 'charset' && value === 'utf-8'));
  return [`${parsed.type}/${parsed.subtype}`, ...parameters.map(([name, value]) => `${name}=${value}`).sort()].join(';');
}

/** May a body be of both, ranges and types alike? Parameters don't tell them apart. */
export function mayBeSameType(one: string, other: string): boolean {
  const [own, others] = [parse(one), parse(other)];
  if (own === undefined || others === undefined) return one === other;
  const bare = { parameters: new Map() };
  return fallsUnder({ ...own, ...bare }, { ...others, ...bare }) || fallsUnder({ ...others, ...bare }, { ...own, ...bare });
}

/** How a body of a media type is judged: as a JSON value, as text without quotes, or not at all. */
export function judgingOf(mediaType: string): 'json' | 'text' | 'opaque' {
  const parsed = parse(mediaType);
  const essence = `${parsed?.type}/${parsed?.subtype}`;
  if (parsed?.subtype === 'json' || parsed?.subtype.endsWith('+json')) return 'json';
  if (essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data') return 'text';
  return parsed?.type === 'text' && parsed.subtype !== 'xml' ? 'text' : 'opaque';
}

function parse(text: string): Parsed | undefined {
  const [essence = '', ...rest] = text.toLowerCase().split(';');
  const match = /^\s*([^\s/]+)\/([^\s/]+)\s*$/.exec(essence);
  if (match === null) return undefined;
  const parameters = rest.flatMap((part): [string, string][] => {
    const equals = part.indexOf('=');
    return equals < 0
      ? []
      : [
          [
            part.slice(0, equals).trim(),
            part
              .slice(equals + 1)
              .trim()
              .replace(/^"(.*)"$/, '$1'),
          ],
        ];
  });
  return { type: match[1] as string, subtype: match[2] as string, parameters: new Map(parameters) };
}

function fallsUnder(given: Parsed, declared: Parsed): boolean {
  if (declared.type !== '*' && declared.type !== given.type) return false;
  const suffix = declared.subtype.startsWith('*+') ? declared.subtype.slice(1) : undefined;
  if (declared.subtype !== '*' && declared.subtype !== given.subtype && !(suffix !== undefined && given.subtype.endsWith(suffix)))
    return false;
  return [...declared.parameters].every(([name, value]) => {
    const found = given.parameters.get(name);
    return found === value || (found === undefined && name === 'charset' && value === 'utf-8');
  });
}

function rank({ type, subtype, parameters }: Parsed): number {
  return (type === '*' ? 0 : 4000) + (subtype === '*' ? 0 : subtype.startsWith('*+') ? 1000 : 2000) + parameters.size;
}
