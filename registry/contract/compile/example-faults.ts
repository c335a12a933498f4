import type { Contract, HttpOperation, Location, MediaType, Message, Operation, Schema, Slot } from '../contract.ts';
import { childPointer } from '../json-pointer.ts';
import { isObject } from '../load/is-object.ts';
import { isJsonMediaType } from './body/media-type.ts';
import { sourceOf } from '../schema-location.ts';
import { plainlyAccepts } from './schema/plainly-accepts.ts';
import type { Fault } from './schema/fault.ts';
import { createJudges, type Judges } from './schema/judges.ts';
import { SCHEMA_KEYWORDS, subschemasOf } from './schema/schema-keywords.ts';

/** An example or a default that its own schema does not accept. */
export interface ExampleFault {
  /** What it is: `the example`, `the default`. */
  readonly what: 'example' | 'default';
  /** Where the value stands; an example within a schema stands in its `example` or `examples`, whichever it was written in. */
  readonly location: Location;
  /** Where it stands, when that is in a schema: which of its examples. */
  readonly index?: number;
  /** JSON pointer into the value. */
  readonly pointer: string;
  /** What was expected there and what was found, without the value itself. */
  readonly message: string;
}

/**
 * Judges every example and default of a contract by the schema that it belongs to: those of parameters, headers, bodies and messages, and
 * those within schemas, which are taken when they fit in any direction. What nothing refers to is not part of a contract and not judged.
 * Each value is reported by its first fault.
 */
export function findExampleFaults(contract: Contract): readonly ExampleFault[] {
  const judges = createJudges(contract, false);
  const faults: ExampleFault[] = [];
  const judge = (value: unknown, slot: Slot | undefined, location: Location, isMessage = false): void => {
    const fault = slot && firstFault(judges, slot.schema, value, isMessage ? 'event' : slot.direction, location);
    if (fault) faults.push({ what: 'example', location, pointer: fault.pointer, message: fault.message });
  };
  const operations = contract.operations.flatMap(withCallbacks);
  for (const slot of operations.flatMap((operation) => (operation.kind === 'http' ? slotsOf(operation) : []))) {
    for (const { value, location } of slot.examples) if (isJudged(slot, value)) judge(value, slot, location);
  }
  for (const message of new Set(operations.flatMap(messagesOf))) {
    for (const { headers, payload, location } of message.examples) {
      if (headers !== undefined) judge(headers, message.headers, below(location, 'headers'), true);
      if (payload !== undefined && (isJsonMediaType(message.contentType) || typeof payload !== 'string'))
        judge(payload, message.payload, below(location, 'payload'), true);
    }
  }
  for (const schema of schemasOf(contract, operations)) faults.push(...faultsWithin(schema, judges));
  return faults;
}

function faultsWithin(schema: Readonly<Record<string, unknown>>, judges: Judges): readonly ExampleFault[] {
  const examples: readonly unknown[] = Array.isArray(schema['examples']) ? schema['examples'] : [];
  const values = [
    ...examples.map((value, index) => ({ what: 'example', value, index }) as const),
    ...('default' in schema ? [{ what: 'default', value: schema['default'] } as const] : []),
  ];
  return values.flatMap(({ value, ...rest }) => {
    const location = sourceOf(schema) ?? { file: '', pointer: '' };
    if (plainlyAccepts(schema, value)) return [];
    if ((['input', 'output'] as const).some((direction) => judges.of(schema, direction, location).accepts(value))) return [];
    const fault = firstFault(judges, schema, value, 'event', location);
    return fault ? [{ ...rest, location, pointer: fault.pointer, message: fault.message }] : [];
  });
}

function firstFault(
  judges: Judges,
  schema: Schema,
  value: unknown,
  direction: Slot['direction'] | 'event',
  at: Location,
): Fault | undefined {
  if (plainlyAccepts(schema, value)) return undefined;
  if (judges.of(schema, direction, at).accepts(value) || judges.of(schema, 'event', at).accepts(value)) return undefined;
  return judges.of(schema, direction, at).faults(value)[0];
}

/** Texts of media types that schemas don't describe (XML, forms) are judged by nobody. */
function isJudged(slot: Slot & Partial<Pick<MediaType, 'mediaType'>>, value: unknown): boolean {
  return slot.mediaType === undefined || isJsonMediaType(slot.mediaType) || typeof value !== 'string';
}

function slotsOf({ parameters, requestBody, responses }: HttpOperation): readonly (MediaType | HttpOperation['parameters'][number])[] {
  return [...parameters, ...(requestBody?.content ?? []), ...responses.flatMap(({ headers, content }) => [...headers, ...content])];
}

function withCallbacks(operation: Operation): readonly Operation[] {
  return operation.kind === 'http' ? [operation, ...operation.callbacks.flatMap(withCallbacks)] : [operation];
}

function messagesOf(operation: Operation): readonly Message[] {
  return operation.kind === 'http' ? [] : [...operation.messages, ...(operation.reply?.messages ?? [])];
}

/** Every schema object of a contract, once. */
function schemasOf(contract: Contract, operations: readonly Operation[]): ReadonlySet<Readonly<Record<string, unknown>>> {
  const found = new Set<Readonly<Record<string, unknown>>>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    for (const keyword of Object.keys(schema)) {
      const shape = SCHEMA_KEYWORDS.get(keyword);
      if (shape) for (const [, part] of subschemasOf(shape, schema[keyword])) visit(part);
    }
  };
  for (const { schema } of contract.schemas.values()) visit(schema);
  for (const operation of operations) {
    if (operation.kind === 'http') for (const { schema } of slotsOf(operation)) visit(schema);
    else for (const { headers, payload } of messagesOf(operation)) for (const slot of [headers, payload]) visit(slot?.schema);
  }
  return found;
}

function below({ file, pointer }: Location, key: string): Location {
  return { file, pointer: childPointer(pointer, key) };
}
