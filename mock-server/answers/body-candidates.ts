import type { Contract, MediaType, Schema } from '../../registry/contract/index.ts';
import { binarySample } from './binary-sample.ts';
import { borrowedSamples } from './borrowed-samples.ts';
import { pathMembers } from './path-members.ts';
import { sampleValue } from './sample-value.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import { isJson } from './structured-media.ts';

type Example = MediaType['examples'][number];

/** What decides a body beside its schema. */
export interface BodyWish {
  /** Decides every generated value. */
  readonly seed: string;
  /** True: generated even where there are examples. */
  readonly dynamic?: boolean;
  /** True: one of the examples or nothing. */
  readonly isExact?: boolean;
  /** Path parameters of the request: generated members that mean the same carry them. */
  readonly path?: Readonly<Record<string, unknown>>;
}

/**
 * Candidates for the body of a media type, best first: its declared examples, what its schema's examples and defaults make, values generated from the
 * schema, what other samplers make of it. Whoever uses one judges it with the compiled contract.
 */
export function* bodyCandidates(contract: Contract, media: MediaType, wish: BodyWish): Generator<unknown> {
  const { schema } = media;
  const { seed } = wish;
  const examples = examplesFor(media, wish.path);
  if (!wish.dynamic) for (const { value } of examples) if (value !== undefined) yield value;
  if (wish.isExact) return;
  const bytes = isText(contract, schema) ? binarySample(media.mediaType, seed) : undefined;
  if (bytes) yield bytes;
  if (media.itemSchema !== undefined) yield itemSamples(contract, media.itemSchema, wish);
  if (isJson(media.mediaType) && (schema === true || Object.keys(schema).length === 0)) yield {};
  for (const fullness of wish.dynamic ? (['dynamic', 'plain'] as const) : (['full', 'required', 'plain'] as const)) {
    const value = sampleValue(contract, schema, seed, fullness);
    if (value === undefined) continue;
    const echoed = echoPath(contract, media, value, wish.path);
    if (echoed !== value) yield echoed;
    yield value;
  }
  yield* borrowedSamples(contract, schema, seed);
  if (wish.dynamic) for (const { value } of examples) if (value !== undefined) yield value;
}

/** A short sequence: events of a stream, lines of JSON. */
function itemSamples(contract: Contract, schema: Schema, { seed, dynamic }: BodyWish): readonly unknown[] {
  return Array.from({ length: ITEMS }, (_, index) => sampleValue(contract, schema, seed, dynamic ? 'dynamic' : 'full', `/${index}`));
}

const ITEMS = 3;

/** Nothing, or a text: what schemas say of bytes. */
function isText(contract: Contract, schema: Schema): boolean {
  const { types, values } = shapeOf(contract, schema);
  return values === undefined && types.every((type) => type === 'string');
}

/** Examples, those of the resource that the path asks for first: `GET /orders/17` answers with the one whose `id` or `orderId` is 17. */
function examplesFor({ examples }: MediaType, path: BodyWish['path']): readonly Example[] {
  if (!path || examples.length < 2) return examples;
  const isAskedFor = ({ value }: Example): boolean => {
    const members = isObject(value) ? pathMembers(path, Object.keys(value)) : new Map<string, unknown>();
    return members.size > 0 && isObject(value) && [...members].every(([member, wanted]) => String(value[member]) === String(wanted));
  };
  return [...examples.filter(isAskedFor), ...examples.filter((example) => !isAskedFor(example))];
}

/** A generated resource has the id that it was asked for. */
function echoPath(contract: Contract, { schema }: MediaType, value: unknown, path: BodyWish['path']): unknown {
  if (!path || !isObject(value)) return value;
  const members = [...pathMembers(path, shapeOf(contract, schema).properties.keys())];
  const echoed = members.filter(([member, wanted]) => typeof value[member] === typeof wanted);
  return echoed.length === 0 ? value : { ...value, ...Object.fromEntries(echoed) };
}
