import type { Contract, Message, Schema } from '../../registry/contract/index.ts';
import { isObject, resolveSchema, shapeOf } from '../answers/schema-shape.ts';

/** Attributes of CloudEvents 1.0 (§3.1) by name: `id`, `source`, `type`, `specversion`, `time`, ... */
export type CloudEventAttributes = Readonly<Record<string, unknown>>;

/** How a message carries CloudEvents attributes. */
export type CloudEventForm =
  /** Binary mode: in headers, by the names that the contract gives them (`ce-id`, `ce_id`, `cloudEvents:id`). */
  | { readonly mode: 'binary'; readonly headers: ReadonlyMap<string, { readonly name: string; readonly schema: Schema }> }
  /** Structured mode: beside `data` in the payload. */
  | { readonly mode: 'structured'; readonly members: ReadonlyMap<string, Schema> };

const HEADER = /^(?:ce[-_]|cloudEvents[:_])([a-z0-9]+)$/i;
const REQUIRED = ['id', 'source', 'specversion', 'type'];

/** Reads how a message carries CloudEvents attributes; undefined when the contract does not say that it is a CloudEvent. */
export function cloudEventFormOf(contract: Contract, message: Message): CloudEventForm | undefined {
  const headers = new Map<string, { readonly name: string; readonly schema: Schema }>();
  for (const [name, schema] of message.headers ? shapeOf(contract, message.headers.schema).properties : []) {
    const attribute = HEADER.exec(name)?.[1]?.toLowerCase();
    if (attribute !== undefined) headers.set(attribute, { name, schema });
  }
  if (REQUIRED.every((attribute) => headers.has(attribute))) return { mode: 'binary', headers };
  const members = message.payload ? shapeOf(contract, message.payload.schema).properties : new Map<string, Schema>();
  const isDeclared = REQUIRED.every((attribute) => members.has(attribute));
  return isDeclared || isStructured(message.contentType) ? { mode: 'structured', members } : undefined;
}

/** True for `application/cloudevents+json`, parameters aside. */
export function isStructured(contentType: string): boolean {
  return /^application\/cloudevents\+json\s*(;|$)/i.test(contentType.trim());
}

/** Facts that attributes are made from where neither the event nor the contract gives them. */
export interface CloudEventFacts {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** An instant of RFC 3339. */
  readonly time: string;
}

/**
 * Completes the attributes of an event: what is given stays; what the contract fixes (const, one value of enum) or shows in its example is
 * taken; the rest is made from the facts. `id` and `time` are never taken from an example, since each event has its own.
 */
export function completeCloudEvent<T extends { readonly headers: Readonly<Record<string, unknown>>; readonly payload: unknown }>(
  contract: Contract,
  message: Message,
  event: T,
  facts: CloudEventFacts,
): T {
  const form = cloudEventFormOf(contract, message);
  if (!form) return event;
  const example = message.examples[0];
  const schemaOf = (attribute: string): Schema | undefined =>
    form.mode === 'binary' ? form.headers.get(attribute)?.schema : form.members.get(attribute);
  const shown = (attribute: string): unknown => {
    const holder = form.mode === 'binary' ? example?.headers : example?.payload;
    const name = form.mode === 'binary' ? form.headers.get(attribute)?.name : attribute;
    return isObject(holder) && name !== undefined ? holder[name] : undefined;
  };
  const made: Record<string, unknown> = { id: facts.id, specversion: fixedValue(contract, schemaOf('specversion')) ?? '1.0' };
  for (const attribute of ['source', 'type'] as const) {
    made[attribute] = fixedValue(contract, schemaOf(attribute)) ?? shown(attribute) ?? facts[attribute];
  }
  if (form.mode === 'structured' || form.headers.has('time')) made['time'] = facts.time;
  if (form.mode === 'binary') {
    if (form.headers.has('datacontenttype')) made['datacontenttype'] = message.contentType;
    const named = Object.entries(made).map(([attribute, value]) => [form.headers.get(attribute)?.name ?? `ce-${attribute}`, value]);
    return { ...event, headers: { ...Object.fromEntries(named), ...event.headers } };
  }
  if (form.members.has('datacontenttype')) made['datacontenttype'] = 'application/json';
  const given = isObject(event.payload) ? event.payload : {};
  const isEnvelope = Object.hasOwn(given, 'data') || REQUIRED.some((attribute) => attribute !== 'id' && Object.hasOwn(given, attribute));
  return { ...event, payload: { ...made, ...(isEnvelope || event.payload === undefined ? given : { data: event.payload }) } };
}

/** Splits an event in structured mode into its attributes and its data (CloudEvents JSON format §3); undefined when the bytes are none. */
export function openEnvelope(
  bytes: Uint8Array,
): { readonly attributes: CloudEventAttributes; readonly data: Uint8Array; readonly type: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { data, data_base64: base64, ...attributes } = value;
  const type = typeof attributes['datacontenttype'] === 'string' ? attributes['datacontenttype'] : 'application/json';
  if (typeof base64 === 'string') return { attributes, data: Buffer.from(base64, 'base64'), type };
  return { attributes, data: data === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(data)), type };
}

function fixedValue(contract: Contract, schema: Schema | undefined): unknown {
  const resolved = schema === undefined ? true : resolveSchema(contract, schema);
  if (typeof resolved !== 'object') return undefined;
  if ('const' in resolved) return resolved['const'];
  const values = resolved['enum'];
  return Array.isArray(values) && values.length === 1 ? values[0] : undefined;
}
