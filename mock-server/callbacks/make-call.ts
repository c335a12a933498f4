import type { CompiledContract, HttpOperation, MediaType, Violation } from '../../registry/contract/index.ts';
import { onDayOf } from '../answers/seed-day.ts';
import { setMember } from '../answers/own-members.ts';
import { queryParts, simpleText } from '../answers/parameter-text.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { isObject, shapeOf } from '../answers/schema-shape.ts';
import { concreteType, isJson } from '../answers/structured-media.ts';
import { writeBody } from '../http/bodies/write-body.ts';
import type { CallCredentials } from './call-credentials.ts';

/** A request that the contract of a callback or webhook accepts. */
export interface MadeCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What a call is made from. */
export interface CallMaterial {
  readonly compiled: CompiledContract;
  readonly operation: HttpOperation;
  readonly url: string;
  /** Objects whose members the body takes over by name, the first that has one: what the request and its answer said. */
  readonly known: readonly unknown[];
  readonly credentials: CallCredentials;
  /** The whole body, where it is told. */
  readonly given?: unknown;
  readonly sequence: number;
  readonly instantMs: number;
  readonly seed: string;
}

/**
 * Makes the request of a callback or webhook: required parameters, credentials, and a body from what is known, examples and samples, in JSON where it
 * may be, else in the first media type that can be written. The first candidate that the contract accepts.
 */
export function makeCall(given: CallMaterial): { readonly call: MadeCall } | { readonly violations: readonly Violation[] } {
  const material = { ...given, seed: onDayOf(given.instantMs, given.seed) };
  const { compiled, operation } = material;
  const { url, headers } = withParameters(material);
  let violations: readonly Violation[] | undefined;
  for (const { body, mediaType } of writtenBodies(material)) {
    const sent = mediaType === undefined ? headers : { ...headers, 'content-type': mediaType };
    const bytes = body === undefined ? {} : { body: Buffer.from(body) };
    const verdict = compiled.acceptsCall(operation, { method: operation.method, url, headers: sent, ...bytes });
    if (verdict.accepted) return { call: { url, headers: sent, body } };
    violations ??= verdict.violations;
  }
  return { violations: violations ?? [] };
}

interface WrittenBody {
  readonly body: string | undefined;
  readonly mediaType: string | undefined;
}

function* writtenBodies(material: CallMaterial): Generator<WrittenBody> {
  const { compiled, operation, given } = material;
  const content = operation.requestBody?.content ?? [];
  for (const media of content.toSorted((one, other) => Number(isJson(other.mediaType)) - Number(isJson(one.mediaType)))) {
    const mediaType = concreteType(media.mediaType);
    for (const value of given === undefined ? bodies(material, media) : [given]) {
      const body = writeBody(compiled.contract, media.schema, mediaType, value, media.encoding);
      if (typeof body === 'string') yield { body, mediaType };
    }
  }
  if (given === undefined && operation.requestBody?.required !== true) yield { body: undefined, mediaType: undefined };
}

function* bodies({ compiled, known, sequence, instantMs, seed }: CallMaterial, media: MediaType): Generator<unknown> {
  const { contract } = compiled;
  const { properties } = shapeOf(contract, media.schema);
  const sources = known.filter(isObject);
  const taken: Record<string, unknown> = {};
  // In the order of the schema, which XML keeps.
  for (const name of properties.keys()) {
    const source = sources.find((one) => Object.hasOwn(one, name));
    if (source) setMember(taken, name, source[name]);
  }
  const samples = [
    ...media.examples.map(({ value }) => value),
    ...(['full', 'required', 'plain'] as const).map((fullness) => sampleValue(contract, media.schema, seed, fullness)),
  ];
  if (Object.keys(taken).length > 0) {
    yield completeResource(contract, media.schema, taken, { sequence, instantMs, seed });
    for (const sample of samples) if (isObject(sample)) yield { ...sample, ...taken };
  }
  yield* samples;
}

function withParameters({ compiled, operation, url, seed, credentials }: CallMaterial): {
  readonly url: string;
  readonly headers: Record<string, string>;
} {
  const headers: Record<string, string> = {};
  const target = new URL(url);
  for (const [name, value] of credentials.query) target.searchParams.set(name, value);
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const value = parameter.examples[0]?.value ?? sampleValue(compiled.contract, parameter.schema, `${seed} ${parameter.name}`);
    if (parameter.in === 'header') headers[parameter.name.toLowerCase()] = simpleText(parameter, value);
    if (parameter.in !== 'query' || target.searchParams.has(parameter.name)) continue;
    target.search = [target.search.slice(1), ...queryParts(parameter, value)].filter((part) => part !== '').join('&');
  }
  return { url: target.href, headers: { ...headers, ...credentials.headers } };
}
