import type { EventMessage, MessageVerdict, Violation, ViolationCode } from '../../compiled-contract.ts';
import type { Channel, Contract, EventOperation, MediaType, Message } from '../../contract.ts';
import { childPointer } from '../../json-pointer.ts';
import { fallsUnder, parseMediaType } from '../body/media-type.ts';
import { readBody } from '../body/read-body.ts';
import { matchTemplateSegment, parseTemplateSegment } from '../routing/path-template.ts';
import { describeValue } from '../schema/describe-error.ts';
import type { Fault } from '../schema/fault.ts';
import type { Judges } from '../schema/judges.ts';
import { getMember, setMember } from '../text/set-member.ts';
import type { TextReader } from '../text/text-reader.ts';
import { judgeAssumedTopic, judgeBindings } from './judge-bindings.ts';
import { judgeSecurity } from './judge-security.ts';
import { isServerUrl, serversOf } from './judge-server.ts';
import { below, contractLocation, createViolation, type ViolationFacts } from './violation.ts';

/** Judges messages of one contract. */
export type MessageJudge = (operation: EventOperation, message: EventMessage, options?: { readonly reply?: boolean }) => MessageVerdict;

interface MessageViolation extends ViolationFacts {
  /** Keyword of JSON Schema that the message fails, if it is one. */
  readonly keyword: string;
}

interface Attempt {
  readonly message: Message;
  readonly payload: unknown;
  readonly violations: readonly MessageViolation[];
}

const TAG_KEYWORDS: ReadonlySet<string> = new Set(['const', 'enum', 'type']);

/**
 * Creates the judge of a contract's messages. A message may pass when it fits one of those that the operation (or its reply) declares, by
 * content type, headers, payload and what its protocol adds; when it fits none, the violations are those against the one that it fits best. Header values that
 * are text are read as their schema's types; header names are compared as they stand, then without regard to case.
 */
export function createMessageJudge(contract: Contract, judges: Judges, reader: TextReader): MessageJudge {
  function attempt(declared: Message, message: EventMessage): Attempt {
    const violations: MessageViolation[] = [];
    const contentType = message.contentType ?? declared.contentType;
    if (!isContentType(contentType, declared.contentType)) {
      const found = `expected a message of type ${declared.contentType}, found another type`;
      violations.push({
        code: 'unsupported-media-type',
        keyword: '',
        part: 'header',
        pointer: childPointer('', 'content-type'),
        message: found,
        expected: below(declared.location, 'contentType'),
      });
      return { message: declared, payload: undefined, violations };
    }
    judgeHeaders(declared, message.headers ?? {}, violations);
    const payload = judgePayload(declared, message.payload, contentType, violations);
    for (const facts of judgeBindings(judges, declared, message.bindings ?? {})) violations.push({ ...facts, keyword: '' });
    return { message: declared, payload, violations };
  }

  function judgeHeaders(declared: Message, headers: Readonly<Record<string, unknown>>, violations: MessageViolation[]): void {
    const slot = declared.headers;
    if (slot === undefined) return;
    const judge = judges.of(slot.schema, 'event', slot.location);
    if (judge.accepts(headers)) return;
    const read = readHeaders(headers, slot.schema, reader);
    if (judge.accepts(read)) return;
    for (const fault of judge.faults(read)) {
      violations.push(violationOf(fault, fault.keyword === 'required' ? 'missing-header' : 'invalid-header', 'header'));
    }
  }

  function judgePayload(declared: Message, body: EventMessage['payload'], contentType: string, violations: MessageViolation[]): unknown {
    const slot = declared.payload;
    const mediaType: MediaType = {
      direction: 'output',
      schema: true,
      location: declared.location,
      ...slot,
      mediaType: contentType,
      examples: [],
      encoding: {},
    };
    const reading = body instanceof Uint8Array ? readBody(body, contentType, mediaType, reader) : { value: body.value, judged: body.value };
    if ('malformed' in reading) {
      violations.push({
        code: 'malformed-body',
        keyword: '',
        part: 'payload',
        pointer: '',
        message: `the payload cannot be read: ${reading.malformed}`,
        expected: mediaType.location,
      });
      return undefined;
    }
    if ('opaque' in reading) return reading.opaque;
    if (slot === undefined) {
      if (typeof reading.value === 'string' || parseMediaType(contentType)?.type !== 'text') return reading.value;
      const message = `expected ${contentType}, found ${describeValue(reading.value)}`;
      violations.push({ code: 'invalid-payload', keyword: 'type', part: 'payload', pointer: '', message, expected: declared.location });
      return undefined;
    }
    const judge = judges.of(slot.schema, 'event', slot.location);
    if (judge.accepts(reading.judged)) return reading.value;
    for (const fault of judge.faults(reading.judged)) violations.push(violationOf(fault, 'invalid-payload', 'payload'));
    return undefined;
  }

  /** What stands around a message: the server that it passes on, who sends or fetches it, and what the protocol names. */
  function judgeEdge(
    channel: Channel | undefined,
    operation: EventOperation | undefined,
    { server, credentials, bindings = {} }: EventMessage,
  ): readonly ViolationFacts[] {
    const servers = channel === undefined ? contract.servers : serversOf(contract, channel);
    const passed = server === undefined ? servers : servers.filter((one) => isServerUrl(one, server));
    const faults: (ViolationFacts | undefined)[] = [];
    if (server !== undefined && servers.length > 0 && passed.length === 0) {
      const expected = channel?.location ?? contractLocation(contract, '/servers');
      faults.push({ code: 'unknown-path', part: 'path', pointer: '', message: 'the channel is not on this server', expected });
    }
    if (credentials !== undefined) {
      if (operation !== undefined) faults.push(judgeSecurity(operation, credentials));
      const refusals = passed.map((one) => judgeSecurity(one, credentials));
      if (refusals.every((refusal) => refusal !== undefined)) faults.push(refusals[0]);
    }
    for (const holder of [channel, operation]) if (holder !== undefined) faults.push(...judgeBindings(judges, holder, bindings));
    if (channel !== undefined) faults.push(judgeAssumedTopic(channel, bindings));
    return faults.filter((fault) => fault !== undefined);
  }

  return (operation, message, options = {}) => {
    const violations: Violation[] = [];
    const report = (facts: ViolationFacts) => violations.push(createViolation(contract, facts));
    const side = options.reply === true ? operation.reply : operation;
    if (side === undefined || side.messages.length === 0) {
      const what = side === undefined ? 'the operation has no reply' : 'no message is declared here';
      report({ code: 'undeclared-message', part: 'payload', pointer: '', message: what, expected: operation.location });
      return { accepted: false, violations };
    }
    if (side.channel !== undefined && message.address !== undefined) judgeAddress(side.channel, message.address, judges, reader, report);
    const isReply = options.reply === true;
    for (const facts of judgeEdge(isReply ? side.channel : operation.channel, isReply ? undefined : operation, message)) report(facts);
    let best: Attempt | undefined;
    for (const declared of side.messages) {
      const tried = attempt(declared, message);
      if (best === undefined || misfitOf(tried) < misfitOf(best)) best = tried;
      if (tried.violations.length === 0) break;
    }
    for (const facts of best?.violations ?? []) report(facts);
    if (best === undefined || violations.length > 0) return { accepted: false, violations };
    return { accepted: true, message: best.message, payload: best.payload };
  };
}

/** A wrong content type is further off than a wrong payload, a payload with another tag further than one with faults inside. */
function misfitOf({ violations }: Attempt): number {
  return violations.reduce((misfit, { code, keyword, pointer }) => {
    if (code === 'unsupported-media-type') return misfit + 100_000;
    const isTag = TAG_KEYWORDS.has(keyword) && pointer.lastIndexOf('/') <= 0;
    return misfit + (isTag ? 1000 : 1);
  }, 0);
}

function violationOf(fault: Fault, code: ViolationCode, part: Violation['part']): MessageViolation {
  const { pointer, message, keyword } = fault;
  return { code, part, pointer, message, keyword, expected: () => fault.expected };
}

function isContentType(given: string, declared: string): boolean {
  const givenType = parseMediaType(given);
  const declaredType = parseMediaType(declared);
  return declaredType === undefined || (givenType !== undefined && fallsUnder(givenType, declaredType));
}

function readHeaders(
  headers: Readonly<Record<string, unknown>>,
  schema: MediaType['schema'],
  reader: TextReader,
): Readonly<Record<string, unknown>> {
  const { properties, otherProperties } = reader.shape(reader.only(schema));
  const byLowerCase = new Map([...properties.keys()].map((name) => [name.toLowerCase(), name]));
  const read: Record<string, unknown> = {};
  for (const given of Object.keys(headers)) {
    const name = properties.has(given) ? given : (byLowerCase.get(given.toLowerCase()) ?? given);
    const value = getMember(headers, given);
    const alternatives = properties.get(name) ?? otherProperties;
    setMember(read, name, typeof value === 'string' && !reader.fits(value, alternatives) ? reader.read(value, alternatives) : value);
  }
  return read;
}

function judgeAddress(
  channel: Channel,
  address: string,
  judges: Judges,
  reader: TextReader,
  report: (facts: ViolationFacts) => void,
): void {
  if (channel.address === null) return;
  const template = parseTemplateSegment(channel.address);
  const values = matchTemplateSegment(template, address);
  const separator = channel.address.includes('/') ? '/' : '.';
  if (values === undefined || values.some((value) => value.includes(separator))) {
    const message = `the address is not ${channel.address}`;
    report({ code: 'unknown-path', part: 'path', pointer: '', message, expected: channel.location });
    return;
  }
  template.names.forEach((name, index) => {
    const parameter = channel.parameters.find((one) => one.name === name);
    if (parameter === undefined) return;
    const value = reader.read(values[index] as string, reader.only(parameter.schema));
    const judge = judges.of(parameter.schema, 'event', parameter.location);
    if (judge.accepts(value)) return;
    for (const fault of judge.faults(value)) {
      report({ ...violationOf(fault, 'invalid-parameter', 'path'), pointer: childPointer('', name) + fault.pointer });
    }
  });
}
