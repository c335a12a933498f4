import type { Contract, MediaType, Response } from '../../registry/contract/index.ts';
import { shapeOf } from './schema-shape.ts';
import { holdsStructures, isJson, MULTIPART_BOUNDARY } from './structured-media.ts';

interface Range {
  readonly type: string;
  readonly quality: number;
  readonly precision: number;
}

/**
 * Chooses among the media types of a response by an `Accept` field value (RFC 9110 §12.5.1): highest quality, JSON before others, then the order
 * of declaration. One that nothing can be written in goes last. A declared range (`application/*`) is answered as JSON.
 *
 * @returns undefined when the client accepts none of them.
 */
export function chooseMediaType(contract: Contract, response: Response, accept = '*/*'): ChosenMediaType | undefined {
  let known = chosen.get(response);
  if (!known) chosen.set(response, (known = new Map()));
  if (!known.has(accept)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(accept, choose(contract, response, accept));
  }
  return known.get(accept);
}

/** A media type as it is declared and as an answer names it. */
export interface ChosenMediaType {
  readonly declared: MediaType;
  readonly concrete: string;
}

/** What was chosen before, by response and `Accept`: clients send few different ones. */
const chosen = new WeakMap<Response, Map<string, ChosenMediaType | undefined>>();
const MAX_KNOWN = 32;

function choose(contract: Contract, response: Response, accept: string): ChosenMediaType | undefined {
  const ranges = parseAccept(accept);
  const offers = response.content
    .map((declared) => ({ declared, concrete: concreteMediaType(declared.mediaType) }))
    .map((offer) => ({ ...offer, quality: qualityOf(offer.concrete, ranges) }))
    .filter(({ quality }) => quality > 0);
  const writable = offers.filter(({ declared, concrete }) => holdsStructures(concrete) || isText(contract, declared));
  return (writable.length > 0 ? writable : offers).toSorted(
    (left, right) => right.quality - left.quality || Number(isJson(right.concrete)) - Number(isJson(left.concrete)),
  )[0];
}

/** Can something be written that has no structure: an example that is a text, or what the schema allows beside objects and lists? */
function isText(contract: Contract, { schema, examples }: MediaType): boolean {
  if (examples.some(({ value }) => typeof value === 'string')) return true;
  const { types, properties, items } = shapeOf(contract, schema);
  return types.length > 0 ? types.some((type) => type !== 'object' && type !== 'array') : properties.size === 0 && items === undefined;
}

/** A media type that an answer can have: of a declared range (`application/*`, `text/*`) one that falls under it; with a boundary, where it has parts. */
export function concreteMediaType(declared: string): string {
  if (declared.startsWith('multipart/')) {
    const concrete = declared.replace('*', 'mixed');
    return /;\s*boundary=/i.test(concrete) ? concrete : `${concrete}; boundary=${MULTIPART_BOUNDARY}`;
  }
  if (!declared.includes('*')) return declared;
  return declared.startsWith('text/') ? 'text/plain' : isJson(declared) ? 'application/json' : 'application/octet-stream';
}

/** The declared media type that an answer's is of; the first, where it is of none. */
export function declaredMedia(content: readonly MediaType[], concrete: string | undefined): MediaType | undefined {
  return content.find(({ mediaType }) => mediaType === concrete || concreteMediaType(mediaType) === concrete) ?? content[0];
}

/** Does the `Accept` field value name the media type, outright or by a range? */
export function acceptsMediaType(accept: string | undefined, mediaType: string): boolean {
  return qualityOf(mediaType, parseAccept(accept ?? '*/*')) > 0;
}

function parseAccept(accept: string): readonly Range[] {
  return accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!/^[^/\s]+\/[^/\s]+$/.test(type) && type !== '*') return [];
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    const precision = type === '*' || type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2;
    return [{ type: type === '*' ? '*/*' : type, quality: Number.isFinite(quality) ? quality : 0, precision }];
  });
}

function qualityOf(mediaType: string, ranges: readonly Range[]): number {
  const essence = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const group = `${essence.split('/', 1)[0]}/*`;
  const matching = ranges.filter(({ type }) => type === essence || type === group || type === '*/*');
  return matching.toSorted((left, right) => right.precision - left.precision)[0]?.quality ?? 0;
}
