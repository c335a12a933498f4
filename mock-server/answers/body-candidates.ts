import type { Contract, MediaType } from '../../registry/contract/index.ts';
import { borrowedSamples } from './borrowed-samples.ts';
import { sampleValue } from './sample-value.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import { isJson } from './success-response.ts';

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
  if (!wish.dynamic) for (const { value } of media.examples) if (value !== undefined) yield value;
  if (wish.isExact) return;
  if (isJson(media.mediaType) && (schema === true || Object.keys(schema).length === 0)) yield {};
  for (const fullness of wish.dynamic ? (['dynamic', 'plain'] as const) : (['full', 'required', 'plain'] as const)) {
    const value = sampleValue(contract, schema, seed, fullness);
    if (value === undefined) continue;
    const echoed = echoPath(contract, media, value, wish.path);
    if (echoed !== value) yield echoed;
    yield value;
  }
  yield* borrowedSamples(contract, schema, seed);
  if (wish.dynamic) for (const { value } of media.examples) if (value !== undefined) yield value;
}

/** A generated resource has the id that it was asked for: `GET /orders/17` answers with `id` or `orderId` 17. */
function echoPath(contract: Contract, { schema }: MediaType, value: unknown, path: BodyWish['path']): unknown {
  if (!path || !isObject(value)) return value;
  const { properties } = shapeOf(contract, schema);
  const echoed: Record<string, unknown> = {};
  const names = Object.keys(path);
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    const same = [...properties.keys()].find((property) => plain(property) === plain(name));
    const member = same ?? (isLast && /id$/i.test(name) && properties.has('id') ? 'id' : undefined);
    if (member !== undefined && typeof value[member] === typeof path[name]) echoed[member] = path[name];
  }
  return Object.keys(echoed).length === 0 ? value : { ...value, ...echoed };
}

function plain(name: string): string {
  return name.replaceAll(/[_-]/g, '').toLowerCase();
}
