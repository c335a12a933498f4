import type { CompiledContract, EventOperation, Message, Violation } from '../../registry/contract/index.ts';
import { completeResource } from '../answers/complete-resource.ts';
import { sampleValue } from '../answers/sample-value.ts';
import { sampleUuid } from '../answers/sample-text.ts';
import { isObject } from '../answers/schema-shape.ts';
import { onDayOf } from '../answers/seed-day.ts';
import { seededRandom } from '../answers/seeded-random.ts';
import { formatInstant } from '../state/virtual-clock.ts';
import { completeCloudEvent } from './cloud-event.ts';
import { withMessageValue } from './message-expression.ts';

/** What a made message is made from. */
export interface MessageMaterial {
  readonly compiled: CompiledContract;
  readonly contractId: string;
  readonly operation: EventOperation;
  readonly isReply: boolean;
  readonly address: string;
  /** Undefined members are sampled. */
  readonly payload: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Put where the message declares its correlation id. */
  readonly correlationId?: unknown;
  readonly sequence: number;
  readonly instantMs: number;
  readonly seed: string;
}

/** A message that the contract permits. */
export interface MadeMessage {
  readonly message: Message;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

/**
 * Makes one of the messages: what is given, completed by what the contract requires, by its example, and by samples. The first candidate that
 * the contract permits counts; when it permits none, what is wrong with the one that fits best.
 */
export function makeMessage(
  messages: readonly Message[],
  material: MessageMaterial,
): { readonly made: MadeMessage } | { readonly violations: readonly Violation[] } {
  const { compiled, operation, isReply, address } = material;
  let violations: readonly Violation[] | undefined;
  for (const message of messages) {
    for (const { headers, payload } of candidates(message, material)) {
      const asked = { headers, payload: { value: payload }, contentType: message.contentType, address };
      const verdict = compiled.permitsMessage(operation, asked, { reply: isReply });
      if (verdict.accepted) return { made: { message: verdict.message, headers, payload } };
      if (violations === undefined || verdict.violations.length < violations.length) violations = verdict.violations;
    }
  }
  return { violations: violations ?? [] };
}

interface Candidate {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
}

function* candidates(message: Message, material: MessageMaterial): Generator<Candidate> {
  const { contract } = material.compiled;
  const { sequence, instantMs, address, contractId } = material;
  const seed = onDayOf(instantMs, `${material.seed} ${message.name}`);
  const facts = {
    id: sampleUuid(seededRandom(`${seed} id`)),
    source: `/${contractId}`,
    type: address,
    time: formatInstant(instantMs),
  };
  for (const payload of payloads(message, material, seed)) {
    let event: Candidate = completeCloudEvent(contract, message, { headers: material.headers, payload }, facts);
    if (material.correlationId !== undefined && message.correlationId !== undefined) {
      event = withMessageValue(message.correlationId, event, material.correlationId);
    }
    const schema = message.headers?.schema;
    yield schema === undefined
      ? event
      : { ...event, headers: completeResource(contract, schema, event.headers, { sequence, instantMs, seed: `${seed} headers` }) };
  }
}

function* payloads(message: Message, { compiled, payload, sequence, instantMs }: MessageMaterial, seed: string): Generator<unknown> {
  const { contract } = compiled;
  const schema = message.payload?.schema;
  const examples = message.examples.flatMap((example) => (example.payload === undefined ? [] : [example.payload]));
  if (payload === undefined) {
    yield* examples;
    if (schema === undefined) yield {};
    else for (const fullness of ['full', 'required', 'plain'] as const) yield sampleValue(contract, schema, seed, fullness);
    return;
  }
  yield payload;
  if (!isObject(payload) || schema === undefined) return;
  yield completeResource(contract, schema, payload, { sequence, instantMs, seed });
  for (const example of examples) if (isObject(example)) yield { ...example, ...payload };
}
