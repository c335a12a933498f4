import type { Direction, RequestBody, Response } from '../contract.ts';
import { isObject } from '../load/is-object.ts';
import { isTrue, optionalText, textMember } from '../references/member-values.ts';
import { childNode, locationOf, memberNodes, type SourceNode } from '../references/source-node.ts';
import { invalid, objectNode } from '../reading.ts';
import { overriding } from './reference-overrides.ts';
import { describe } from '../schema/keyword-fault.ts';
import type { OpenApiReading } from './openapi-reading.ts';
import { readContent } from './read-content.ts';
import { readHeaders } from './read-parameter.ts';

/**
 * The request body of an operation; undefined when it declares none.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readRequestBody(reading: OpenApiReading, member: SourceNode, direction: Direction): RequestBody | undefined {
  const node = objectNode(reading, member, 'a request body');
  if (!node) return undefined;
  const known = reading.shared.requestBodies[direction];
  const shared = known.get(node.value);
  if (shared) return describedAt(reading, member, shared);
  const body = {
    ...optionalText(node.value, 'description'),
    required: isTrue(node.value, 'required'),
    content: readContent(reading, childNode(node, 'content'), direction),
    location: locationOf(node),
  };
  if (body.content.length === 0) {
    reading.log.report('request-body-without-content', 'error', "a request body needs 'content' with at least one media type", node);
  }
  known.set(node.value, body);
  return describedAt(reading, member, body);
}

function describedAt(reading: OpenApiReading, member: SourceNode, body: RequestBody): RequestBody {
  const { description } = overriding(reading, member, 'description');
  return description === undefined ? body : { ...body, description };
}

/**
 * The responses of an operation, in the order written.
 *
 * @throws SPECIFICATION_INVALID, SCHEMA_INVALID and the errors of references.
 */
export function readResponses(
  reading: OpenApiReading,
  responses: SourceNode,
  operation: SourceNode,
  direction: Direction,
): readonly Response[] {
  if (responses.value === undefined) {
    reading.log.report(
      'responses-missing',
      'warning',
      "the operation declares no 'responses': it can answer with nothing but errors",
      operation,
    );
    return [];
  }
  if (!isObject(responses.value)) throw invalid(responses, `'responses' must hold responses by status, not ${describe(responses.value)}`);
  const found: Response[] = [];
  for (const [key, member] of memberNodes(responses)) {
    if (key.startsWith('x-')) continue;
    const status = readStatus(key);
    if (status === undefined) {
      const message = `'${key}' is no status code, range like '2XX' or 'default': the response is left out`;
      reading.log.report('response-status-invalid', 'error', message, member);
      continue;
    }
    found.push({ status, ...readResponse(reading, member, direction), ...overriding(reading, member, 'description') });
  }
  return found;
}

function readStatus(key: string): string | undefined {
  if (key === 'default' || /^[1-5]\d\d$/.test(key)) return key;
  return /^[1-5]XX$/i.test(key) ? key.toUpperCase() : undefined;
}

function readResponse(reading: OpenApiReading, member: SourceNode, direction: Direction): Omit<Response, 'status'> {
  const node = objectNode(reading, member, 'a response')!;
  const known = reading.shared.responses[direction];
  const shared = known.get(node.value);
  if (shared) return shared;
  const response = {
    description: textMember(node.value, 'description') ?? '',
    headers: readHeaders(reading, childNode(node, 'headers'), direction),
    content: readContent(reading, childNode(node, 'content'), direction),
    location: locationOf(node),
  };
  known.set(node.value, response);
  return response;
}
