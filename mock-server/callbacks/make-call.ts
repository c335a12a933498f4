import type { CompiledContract, HttpOperation, Violation } from '../../registry/contract/index.ts';
import { onDayOf } from '../answers/seed-day.ts';
import { pickMembers } from '../answers/own-members.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { isObject, shapeOf } from '../answers/schema-shape.ts';
import { isJson } from '../answers/success-response.ts';

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
  /** The whole body, where it is told. */
  readonly given?: unknown;
  readonly sequence: number;
  readonly instantMs: number;
  readonly seed: string;
}

/**
 * Makes the request of a callback or webhook: required parameters and a body from what is known, examples and samples; the first candidate that the
 * contract accepts.
 */
export function makeCall(given: CallMaterial): { readonly call: MadeCall } | { readonly violations: readonly Violation[] } {
  const material = { ...given, seed: onDayOf(given.instantMs, given.seed) };
  const { compiled, operation } = material;
  const media = operation.requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  const { url, headers } = withParameters(material);
  let violations: readonly Violation[] | undefined;
  for (const value of media ? bodies(material) : [undefined]) {
    const mediaType = media && /\*/.test(media.mediaType) ? 'application/json' : media?.mediaType;
    const sent = mediaType === undefined || value === undefined ? headers : { ...headers, 'content-type': mediaType };
    const body = value === undefined ? {} : { body: { value } };
    const verdict = compiled.acceptsCall(operation, { method: operation.method, url, headers: sent, ...body });
    if (verdict.accepted) return { call: { url, headers: sent, body: value === undefined ? undefined : JSON.stringify(value) } };
    violations ??= verdict.violations;
  }
  return { violations: violations ?? [] };
}

function* bodies({ compiled, operation, known, given, sequence, instantMs, seed }: CallMaterial): Generator<unknown> {
  if (given !== undefined) return yield given;
  const { contract } = compiled;
  const media = operation.requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  if (!media) return;
  const { properties } = shapeOf(contract, media.schema);
  const taken: Record<string, unknown> = {};
  for (const one of known.toReversed())
    Object.assign(
      taken,
      pickMembers(one, (name) => properties.has(name)),
    );
  const samples = [
    ...media.examples.map(({ value }) => value),
    ...(['full', 'required', 'plain'] as const).map((fullness) => sampleValue(contract, media.schema, seed, fullness)),
  ];
  if (Object.keys(taken).length > 0) {
    yield completeResource(contract, media.schema, taken, { sequence, instantMs, seed });
    for (const sample of samples) if (isObject(sample)) yield { ...sample, ...taken };
  }
  yield* samples;
  if (operation.requestBody?.required !== true) yield undefined;
}

function withParameters({ compiled, operation, url, seed }: CallMaterial): {
  readonly url: string;
  readonly headers: Record<string, string>;
} {
  const headers: Record<string, string> = {};
  const target = new URL(url);
  for (const parameter of operation.parameters) {
    if (!parameter.required) continue;
    const value = parameter.examples[0]?.value ?? sampleValue(compiled.contract, parameter.schema, `${seed} ${parameter.name}`);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (parameter.in === 'header') headers[parameter.name.toLowerCase()] = text;
    if (parameter.in === 'query' && !target.searchParams.has(parameter.name)) target.searchParams.set(parameter.name, text);
  }
  return { url: target.href, headers };
}
