import type { Contract, Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, sourceOf } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { isObject } from './is-object.ts';

/** A changed annotation that programs act on. */
export interface MeaningChange {
  readonly ruleId:
    | 'default-changed'
    | 'read-only-added'
    | 'read-only-removed'
    | 'write-only-added'
    | 'write-only-removed'
    | 'schema-deprecated';
  readonly weight: 'warns' | 'fits';
  readonly message: string;
  readonly facts: unknown;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
  /** Into the value, with `*` for any item. */
  readonly pointer: string;
}

/** How data of a pair of schemas flows: events hide no properties. */
export type MeaningFlow = 'request' | 'response' | 'event';

/** Skips what means the same. */
export type IsAlike = (base: Schema, head: Schema) => boolean;

/**
 * Compares `default`, `readOnly`, `writeOnly` and `deprecated` of schemas that stand at the same place of a value: through properties,
 * items and `$ref`, alternatives in order. `readOnly` counts in requests and `writeOnly` in responses; a `default` counts where a value may
 * be absent.
 */
export function compareMeanings(
  contracts: { readonly base: Contract; readonly head: Contract },
  base: Schema,
  head: Schema,
  flow: MeaningFlow,
  isAlike: IsAlike,
): readonly MeaningChange[] {
  const changes: MeaningChange[] = [];
  const visited = new WeakMap<object, Set<object>>();
  const pending: Place[] = [{ base, head, pointer: '', isRequired: false }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (typeof place.base === 'boolean' || typeof place.head === 'boolean' || isAlike(place.base, place.head)) continue;
    const before = asserted(contracts.base, place.base);
    const after = asserted(contracts.head, place.head);
    const met = visited.get(before.at(-1) as object) ?? new Set<object>();
    visited.set(before.at(-1) as object, met);
    if (met.has(after.at(-1) as object)) continue;
    met.add(after.at(-1) as object);
    changes.push(...changesAt(place, before, after, flow));
    pending.push(...placesBelow(place, before, after));
  }
  return changes;
}

interface Place {
  readonly base: Schema;
  readonly head: Schema;
  readonly pointer: string;
  readonly isRequired: boolean;
}

function asserted(contract: Contract, schema: SchemaObject): readonly SchemaObject[] {
  const found = new Set<SchemaObject>([schema]);
  for (const part of found) {
    const target = part.$ref === undefined ? undefined : contract.schemas.get(part.$ref)?.schema;
    if (typeof target === 'object') found.add(target);
    for (const inner of listIn(part, 'allOf')) if (typeof inner === 'object') found.add(inner);
  }
  return [...found];
}

function changesAt(
  { pointer, isRequired }: Place,
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
  flow: MeaningFlow,
): readonly MeaningChange[] {
  const changes: MeaningChange[] = [];
  const report = (change: Omit<MeaningChange, 'pointer' | 'base' | 'head'>) =>
    changes.push({ ...change, pointer, base: locationIn(before), head: locationIn(after) });
  const [from, to] = [first(before, 'default'), first(after, 'default')];
  if (!isRequired && !equalJson(from ?? null, to ?? null)) {
    const show = (value: { readonly value: unknown } | undefined) => (value === undefined ? 'not set' : JSON.stringify(value.value));
    const facts = { from: from ?? null, to: to ?? null };
    report({ ruleId: 'default-changed', weight: 'warns', message: `the default was ${show(from)} and is ${show(to)}`, facts });
  }
  const hidden = flow === 'request' ? 'readOnly' : flow === 'response' ? 'writeOnly' : undefined;
  if (hidden !== undefined && isSet(before, hidden) !== isSet(after, hidden)) {
    const name = hidden === 'readOnly' ? 'read-only' : 'write-only';
    const isAdded = isSet(after, hidden);
    const message = `the property is ${isAdded ? 'now' : 'no longer'} ${hidden}`;
    report({ ruleId: `${name}-${isAdded ? 'added' : 'removed'}`, weight: isAdded ? 'warns' : 'fits', message, facts: null });
  }
  if (!isSet(before, 'deprecated') && isSet(after, 'deprecated'))
    report({ ruleId: 'schema-deprecated', weight: 'fits', message: 'it is deprecated', facts: null });
  return changes;
}

function placesBelow({ pointer }: Place, before: readonly SchemaObject[], after: readonly SchemaObject[]): readonly Place[] {
  const places: Place[] = [];
  const required = [before, after].map((parts) => new Set(parts.flatMap((part) => listIn(part, 'required') as readonly unknown[])));
  const [baseProperties, headProperties] = [membersIn(before), membersIn(after)];
  for (const [name, base] of baseProperties) {
    const head = headProperties.get(name);
    if (head === undefined) continue;
    const isRequired = required.every((names) => names.has(name));
    places.push({ base, head, pointer: childPointer(pointer, name), isRequired });
  }
  const [baseItems, headItems] = [schemaIn(before, 'items'), schemaIn(after, 'items')];
  if (baseItems && headItems) places.push({ base: baseItems, head: headItems, pointer: `${pointer}/*`, isRequired: true });
  const [baseOthers, headOthers] = [schemaIn(before, 'additionalProperties'), schemaIn(after, 'additionalProperties')];
  if (baseOthers && headOthers) places.push({ base: baseOthers, head: headOthers, pointer: `${pointer}/*`, isRequired: true });
  for (const keyword of ['oneOf', 'anyOf']) {
    const [ones, others] = [before, after].map((parts) => parts.flatMap((part) => listIn(part, keyword)));
    if (ones!.length !== others!.length) continue;
    ones!.forEach((base, index) => places.push({ base, head: others![index] as Schema, pointer, isRequired: true }));
  }
  return places;
}

function first(parts: readonly SchemaObject[], keyword: string): { readonly value: unknown } | undefined {
  const part = parts.find((one) => Object.hasOwn(one, keyword));
  return part && { value: part[keyword] };
}

function isSet(parts: readonly SchemaObject[], keyword: string): boolean {
  return parts.some((part) => part[keyword] === true);
}

function listIn(part: SchemaObject, keyword: string): readonly Schema[] {
  return Array.isArray(part[keyword]) ? (part[keyword] as readonly Schema[]) : [];
}

function schemaIn(parts: readonly SchemaObject[], keyword: string): SchemaObject | undefined {
  return parts.map((part) => part[keyword]).find((value) => isObject(value));
}

function membersIn(parts: readonly SchemaObject[]): ReadonlyMap<string, Schema> {
  return new Map(parts.flatMap((part) => (isObject(part['properties']) ? (Object.entries(part['properties']) as [string, Schema][]) : [])));
}

function locationIn(parts: readonly SchemaObject[]): Location | undefined {
  for (const part of parts) {
    const location = sourceOf(part);
    if (location !== undefined) return location;
  }
  return undefined;
}
