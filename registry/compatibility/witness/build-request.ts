import type { HttpOperation, MediaType, Parameter } from '../../contract/index.ts';
import type { WireRequest } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import { flowOf } from '../operations/data-flow.ts';
import { parameterPairs, pathNames } from '../operations/parameter-pairs.ts';
import { concreteType } from '../operations/media-types.ts';
import { exampleValues } from './example.ts';
import { serialiseBody, wireBody } from './serialise-body.ts';
import { serialiseParameter } from './serialise-parameter.ts';

/** What is fixed of a request that is built; the rest is made of examples. */
export interface RequestParts {
  /** The parameter that the witness is about: with a value, with a text as it stands on the wire, or left out. */
  readonly parameter?: { readonly of: Parameter } & ({ readonly value: unknown } | { readonly raw: string } | { readonly isAbsent: true });
  /** The body that the witness is about, or none. */
  readonly body?: { readonly mediaType: MediaType; readonly contentType: string; readonly value: unknown } | 'none';
  readonly credentials?: WireRequest['credentials'];
}

/**
 * Builds requests of an operation as the holder of one side sends them, the most likely to isolate the cause first: with what both sides
 * require, of values that both sides send, where there are such.
 *
 * @param other the operation in the other version.
 */
export function buildRequests(
  comparing: Comparing,
  sender: Side,
  operation: HttpOperation,
  other: HttpOperation | undefined,
  parts: RequestParts,
): readonly WireRequest[] {
  const variants = [other, undefined].map((shared) => buildRequest(comparing, sender, operation, shared, parts));
  const built = variants.filter((request) => request !== undefined);
  const texts = built.map((request) => JSON.stringify(request));
  return built.filter((_, index) => texts.indexOf(texts[index] as string) === index);
}

function buildRequest(
  comparing: Comparing,
  sender: Side,
  operation: HttpOperation,
  other: HttpOperation | undefined,
  parts: RequestParts,
): WireRequest | undefined {
  const receiver = sender.name === 'base' ? comparing.head : comparing.base;
  const flow = flowOf(operation, 'request');
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  const segments = new Map<string, string>();
  for (const { own, others } of parameterPairs(operation, other)) {
    const isSubject = parts.parameter !== undefined && own === parts.parameter.of;
    if (!isSubject && !own.required && !others?.required) continue;
    const text = isSubject ? subjectText(own, parts.parameter) : exampleText();
    if (text === undefined) {
      if (isSubject ? !('isAbsent' in (parts.parameter as object)) : own.required) return undefined;
      continue;
    }
    if (own.in === 'path') segments.set(own.name, text);
    else if (own.in === 'header') headers[own.name] = text;
    else if (own.in === 'cookie') cookies.push(text);
    else query.push(text);

    function exampleText(): string | undefined {
      const otherSchema = others && { side: receiver, schema: others.schema };
      for (const value of exampleValues(comparing, { side: sender, schema: own.schema }, otherSchema, flow)) {
        const serialised = serialiseParameter(own, value);
        if (serialised !== undefined) return serialised;
      }
      return own.in === 'path' ? longerText(own) : undefined;
    }
  }
  function longerText(own: Parameter): string | undefined {
    const engine = comparing.engine(flow, sender.name, 'accepted');
    const value = ['a', 'A-17', '1', 1, true].find((candidate) => engine.senderAccepts(own.schema, candidate));
    return value === undefined ? undefined : serialiseParameter(own, value);
  }

  const body = bodyOf(comparing, sender, operation, other, parts);
  if (body === undefined) return undefined;
  if (body !== 'none') headers['Content-Type'] = body.contentType;
  if (cookies.length > 0) headers['Cookie'] = cookies.join('; ');
  const path = operation.origin === 'path' ? fillPath(operation.path, segments) : '/';
  return {
    method: operation.method,
    url: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
    ...(body === 'none' ? {} : { body: wireBody(body.bytes) }),
    ...(parts.credentials === undefined ? {} : { credentials: parts.credentials }),
  };
}

function subjectText(own: Parameter, subject: RequestParts['parameter']): string | undefined {
  if (subject === undefined || 'isAbsent' in subject) return undefined;
  if ('raw' in subject) return own.in === 'query' || own.in === 'cookie' ? `${encodeURIComponent(own.name)}=${subject.raw}` : subject.raw;
  return serialiseParameter(own, subject.value);
}

function bodyOf(comparing: Comparing, sender: Side, operation: HttpOperation, other: HttpOperation | undefined, parts: RequestParts) {
  if (parts.body === 'none') return 'none';
  if (parts.body !== undefined) return serialiseBody(parts.body.value, parts.body.contentType, parts.body.mediaType.encoding);
  const { requestBody } = operation;
  if (requestBody === undefined || requestBody.content.length === 0) return 'none';
  if (!requestBody.required && !other?.requestBody?.required) return 'none';
  const receiver = sender.name === 'base' ? comparing.head : comparing.base;
  for (const mediaType of requestBody.content) {
    const shared = other?.requestBody?.content.find((one) => one.mediaType === mediaType.mediaType);
    const values = exampleValues(
      comparing,
      { side: sender, schema: mediaType.schema },
      shared && { side: receiver, schema: shared.schema },
      flowOf(operation, 'request'),
    );
    if (values.length > 0) return serialiseBody(values[0], concreteType(mediaType.mediaType), mediaType.encoding);
  }
  return requestBody.required ? undefined : 'none';
}

function fillPath(template: string, segments: ReadonlyMap<string, string>): string {
  let path = template;
  for (const name of pathNames(template)) path = path.replace(`{${name}}`, () => segments.get(name) ?? 'a');
  return path;
}
