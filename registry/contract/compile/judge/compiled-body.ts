import type { Body } from '../../compiled-contract.ts';
import type { Location, MediaType } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';
import { isJsonMediaType, parseMediaType, selectMediaType } from '../body/media-type.ts';
import { readBody } from '../body/read-body.ts';
import type { BodyReading } from '../body/body-reading.ts';
import type { Fault } from '../schema/fault.ts';
import type { Judges } from '../schema/judges.ts';
import { isObject } from '../../load/is-object.ts';
import type { TextReader } from '../text/text-reader.ts';
import type { ReportedViolation, ViolationFacts } from './violation.ts';

/** A body that was read and fits, as far as it can be judged. */
export interface AcceptedBody {
  readonly value: unknown;
  readonly mediaType: string | undefined;
}

/** A body that is present, with the Content-Type it came with. */
export interface PresentBody {
  readonly body: Body;
  readonly contentType: string | undefined;
}

/** Judges bodies by the media types that a request or response declares. */
export interface BodyJudge {
  judge(
    present: PresentBody,
    content: readonly MediaType[],
    declared: Location,
    report: (violation: ReportedViolation) => void,
  ): AcceptedBody | undefined;
}

/** Is there a body? No bytes are none, unless a Content-Type says that they are an empty text or form. */
export function presentBody(body: Body | undefined, contentType: string | undefined): PresentBody | undefined {
  if (body === undefined) return undefined;
  if (!(body instanceof Uint8Array)) return { body, contentType };
  if (body.length > 0) return { body, contentType };
  const type = contentType === undefined ? undefined : parseMediaType(contentType);
  const isEmptyValue = type?.type === 'text' || type?.subtype === 'x-www-form-urlencoded' || type?.subtype === 'octet-stream';
  return isEmptyValue ? { body, contentType } : undefined;
}

/** Creates the judge of a contract's bodies. */
export function createBodyJudge(judges: Judges, reader: TextReader): BodyJudge {
  return {
    judge({ body, contentType }, content, declared, report) {
      const mediaType = contentType === undefined ? assumedMediaType(body, content) : selectMediaType(content, contentType);
      if (mediaType === undefined) {
        report({
          code: 'unsupported-media-type',
          part: 'header',
          pointer: childPointer('', 'content-type'),
          message: `expected a body of type ${content.map((one) => one.mediaType).join(' or ')}, found ${contentType === undefined ? 'no Content-Type' : 'another type'}`,
          expected: declared,
        });
        return undefined;
      }
      const actualType = contentType ?? mediaType.mediaType;
      const reading = body instanceof Uint8Array ? readBody(body, actualType, mediaType, reader) : readValue(body.value, actualType);
      if ('malformed' in reading) {
        report({
          code: 'malformed-body',
          part: 'body',
          pointer: '',
          message: `the body cannot be read: ${reading.malformed}`,
          expected: mediaType.location,
        });
        return undefined;
      }
      if ('opaque' in reading) return { value: reading.opaque, mediaType: mediaType.mediaType };
      const judge = judges.of(mediaType.schema, mediaType.direction, mediaType.location);
      if (judge.accepts(reading.judged)) return { value: reading.value, mediaType: mediaType.mediaType };
      report(() => judge.faults(reading.judged).map(invalidBody));
      return undefined;
    },
  };
}

function invalidBody(fault: Fault): ViolationFacts {
  return { code: 'invalid-body', part: 'body', pointer: fault.pointer, message: fault.message, expected: () => fault.expected };
}

/** Bytes without a Content-Type are application/octet-stream (RFC 9110 §8.3); a decoded value is JSON first, else of the first type declared. */
function assumedMediaType(body: Body, content: readonly MediaType[]): MediaType | undefined {
  if (body instanceof Uint8Array) return selectMediaType(content, 'application/octet-stream');
  return selectMediaType(content, 'application/json') ?? content.find((one) => isJsonMediaType(one.mediaType)) ?? content[0];
}

/** A value that is decoded already. Bytes in a form are judged as they would be from the wire. */
function readValue(value: unknown, contentType: string): BodyReading {
  if (value instanceof Uint8Array) return { opaque: value };
  const type = parseMediaType(contentType);
  const isMarkup = type?.subtype === 'xml' || type?.subtype.endsWith('+xml') === true;
  if (isMarkup && typeof value === 'string') return { opaque: Buffer.from(value) };
  return { value, judged: type?.type === 'multipart' && isObject(value) ? judgedParts(value) : value };
}

function judgedParts(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const judged = (part: unknown): unknown => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('latin1');
    return Array.isArray(part) ? part.map(judged) : part;
  };
  return Object.fromEntries(Object.keys(parts).map((name) => [name, judged(parts[name])]));
}
