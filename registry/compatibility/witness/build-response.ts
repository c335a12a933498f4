import type { HttpOperation, MediaType, Parameter, Response } from '../../contract/index.ts';
import type { WireResponse } from '../change.ts';
import type { Comparing, Side } from '../operations/comparing.ts';
import { flowOf } from '../operations/data-flow.ts';
import { concreteType, mediaTypeFor } from '../operations/media-types.ts';
import { exampleValues } from './example.ts';
import { serialiseBody, wireBody } from './serialise-body.ts';
import { serialiseParameter } from './serialise-parameter.ts';

/** What is fixed of a response that is built; the rest is made of examples. */
export interface ResponseParts {
  readonly header?: { readonly of: Parameter } & ({ readonly value: unknown } | { readonly raw: string } | { readonly isAbsent: true });
  readonly body?: { readonly mediaType: MediaType; readonly contentType: string; readonly value: unknown } | 'none';
}

/** Statuses that come without a body (RFC 9110 §6.4.1). */
export function isBodiless(operation: HttpOperation, status: number): boolean {
  return operation.method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304;
}

/**
 * Builds responses as the holder of one side sends them, the most likely to isolate the cause first.
 *
 * @param response declared for the status; `other` is the one that the other version declares for it.
 */
export function buildResponses(
  comparing: Comparing,
  sender: Side,
  operation: HttpOperation,
  status: number,
  response: Response,
  other: Response | undefined,
  parts: ResponseParts,
): readonly WireResponse[] {
  const variants = [other, undefined].map((shared) => buildResponse(comparing, sender, operation, status, response, shared, parts));
  const built = variants.filter((one) => one !== undefined);
  const texts = built.map((one) => JSON.stringify(one));
  return built.filter((_, index) => texts.indexOf(texts[index] as string) === index);
}

function buildResponse(
  comparing: Comparing,
  sender: Side,
  operation: HttpOperation,
  status: number,
  response: Response,
  other: Response | undefined,
  parts: ResponseParts,
): WireResponse | undefined {
  const receiver = sender.name === 'base' ? comparing.head : comparing.base;
  const flow = flowOf(operation, 'response');
  const headers: Record<string, string> = {};
  for (const own of response.headers) {
    const others = other?.headers.find(({ name }) => name.toLowerCase() === own.name.toLowerCase());
    const subject = parts.header?.of === own ? parts.header : undefined;
    if (subject !== undefined) {
      if ('isAbsent' in subject) continue;
      const text = 'raw' in subject ? subject.raw : serialiseParameter(own, subject.value);
      if (text === undefined) return undefined;
      headers[own.name] = text;
      continue;
    }
    if (!own.required && !others?.required) continue;
    const values = exampleValues(
      comparing,
      { side: sender, schema: own.schema },
      others && { side: receiver, schema: others.schema },
      flow,
    );
    const text = values.map((value) => serialiseParameter(own, value)).find((one) => one !== undefined);
    if (text !== undefined) headers[own.name] = text;
    else if (own.required) return undefined;
  }
  const body = bodyOf();
  if (body === undefined) return undefined;
  if (body === 'none') return { status, headers };
  return { status, headers: { ...headers, 'Content-Type': body.contentType }, body: wireBody(body.bytes) };

  function bodyOf() {
    if (parts.body === 'none' || isBodiless(operation, status)) return 'none';
    if (parts.body !== undefined) return serialiseBody(parts.body.value, parts.body.contentType, parts.body.mediaType.encoding);
    if (response.content.length === 0) return 'none';
    const ranked = [...response.content].sort((one, two) => Number(isKnown(two)) - Number(isKnown(one)));
    for (const mediaType of ranked) {
      const contentType = concreteType(mediaType.mediaType);
      const shared = other && mediaTypeFor(other.content, contentType);
      const values = exampleValues(
        comparing,
        { side: sender, schema: mediaType.schema },
        shared && { side: receiver, schema: shared.schema },
        flow,
      );
      if (values.length > 0) return serialiseBody(values[0], contentType, mediaType.encoding);
    }
    return undefined;
  }

  function isKnown({ mediaType }: MediaType): boolean {
    return other !== undefined && mediaTypeFor(other.content, concreteType(mediaType)) !== undefined;
  }
}
