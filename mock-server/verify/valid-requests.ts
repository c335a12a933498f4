import type { CompiledContract, Contract, HttpOperation, Parameter } from '../../registry/contract/index.ts';
import { bodyCandidates } from '../answers/body-candidates.ts';
import { queryParts, simpleText } from '../answers/parameter-text.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { concreteType } from '../answers/structured-media.ts';
import { writeBody } from '../http/bodies/write-body.ts';
import type { KnownValues } from './known-values.ts';
import { fitOf } from './sent-request.ts';
import type { SentRequest } from './sent-request.ts';

/** A request, and the ids in its path that nothing was known of. */
export interface ValidRequest extends SentRequest {
  /** Names of path parameters whose values are made up. */
  readonly madeUp: readonly string[];
  /** Path as far as the last parameter: the resource that the request is for, or is below. Undefined where the path has no parameter. */
  readonly item: string | undefined;
}

/**
 * Requests of an operation that the contract takes, best first: with what examples say, then generated. Path parameters are what the target told before,
 * where it told any; of other parameters those that are required are sent.
 */
export function* validRequests(
  compiled: CompiledContract,
  operation: HttpOperation,
  known: KnownValues,
  seed: string,
): Generator<ValidRequest> {
  const { contract } = compiled;
  for (const dynamic of [false, true]) {
    const head = requestHead(contract, operation, known, `${seed} ${dynamic}`);
    const content = operation.requestBody?.content ?? [];
    if (content.length === 0) {
      const request = { ...head, body: undefined };
      if (fitOf(compiled, request) === 'fits') yield request;
      continue;
    }
    for (const media of content) {
      const mediaType = concreteType(media.mediaType);
      for (const value of bodyCandidates(contract, media, { seed: `${seed} ${operation.key}`, dynamic })) {
        const text = writeBody(contract, media.schema, mediaType, value, media.encoding);
        const body = text === undefined ? undefined : Buffer.from(text);
        const request = { ...head, headers: { ...head.headers, 'content-type': mediaType }, body };
        if (body && fitOf(compiled, request) === 'fits') yield request;
      }
    }
  }
}

function requestHead(contract: Contract, operation: HttpOperation, known: KnownValues, seed: string): Omit<ValidRequest, 'body'> {
  const valueOf = (parameter: Parameter): unknown =>
    parameter.examples[0]?.value ?? sampleValue(contract, parameter.schema, `${seed} ${operation.key} ${parameter.name}`);
  const madeUp: string[] = [];
  let item: string | undefined;
  let path = '';
  for (const segment of operation.path.split('/').slice(1)) {
    const collection = path;
    path += `/${segment.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
      const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
      const id = known.idFor(collection, name);
      if (id === undefined) madeUp.push(name);
      return encodeURIComponent(id ?? (parameter ? simpleText(parameter, valueOf(parameter)) : 'unknown'));
    })}`;
    if (segment.includes('{')) item = path;
  }
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const parameter of operation.parameters) {
    const name = parameter.name;
    if (parameter.in === 'header' && /^if-match$/i.test(name) && known.tagOf(path) !== undefined) headers['if-match'] = known.tagOf(path)!;
    if (!parameter.required || parameter.in === 'path') continue;
    const value = /^idempotency-key$/i.test(name)
      ? sampleValue(contract, parameter.schema, `${seed} ${operation.key}`, 'plain')
      : valueOf(parameter);
    if (parameter.in === 'query') query.push(...queryParts(parameter, value));
    else if (parameter.in === 'header') headers[name.toLowerCase()] ??= simpleText(parameter, value);
    else if (parameter.in === 'cookie') cookies.push(`${name}=${encodeURIComponent(simpleText(parameter, value))}`);
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const search = query.join('&');
  return { operation, method: operation.method, url: search === '' ? path : `${path}?${search}`, headers, madeUp, item };
}
