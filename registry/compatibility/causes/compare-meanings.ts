import type { Contract, Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, sourceOf } from '../../contract/index.ts';
import { equalJson } from '../equal-json.ts';
import { isObject } from './is-object.ts';
import { allSureParts, sureParts } from './sure-parts.ts';

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
  const visited = new Set<string>();
  const numbers = new Map<object, number>();
  const numberOf = (part: object): number => {
    const known = numbers.get(part) ?? numbers.size;
    numbers.set(part, known);
    return known;
  };
  const pending: Place[] = [{ base: [base], head: [head], pointer: '', isRequired: false }];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const [one, other] = [place.base, place.head];
    if (one.length === 1 && other.length === 1 && isAlike(one[0]!, other[0]!)) continue;
    const before = asserted(contracts.base, place.base);
    const after = asserted(contracts.head, place.head);
    if (before.length === 0 || after.length === 0) continue;
    const key = [before, after].map((parts) => parts.map(numberOf).join()).join(' ');
    if (visited.has(key)) continue;
    visited.add(key);
    changes.push(...changesAt(place, before, after, flow));
    pending.push(...placesBelow(place, before, after));
  }
  return changes;
}

interface Place {
  /** All schemas that judge the value. */
  readonly base: readonly Schema[];
  readonly head: readonly Schema[];
  readonly pointer: string;
  readonly isRequired: boolean;
}

function asserted(contract: Contract, schemas: readonly Schema[]): readonly SchemaObject[] {
  const found = new Set(schemas.filter((schema) => typeof schema === 'object'));
  for (const part of found) {
    const target = part.$ref === undefined ? undefined : contract.schemas.get(part.$ref)?.schema;
    if (typeof target === 'object') found.add(target);
    for (const inner of allSureParts(part)) if (typeof inner === 'object') found.add(inner);
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
  for (const keyword of ['items', 'additionalProperties']) {
    const [base, head] = [schemasIn(before, keyword), schemasIn(after, keyword)];
    if (base.length > 0 && head.length > 0) places.push({ base, head, pointer: `${pointer}/*`, isRequired: true });
  }
  for (const keyword of ['oneOf', 'anyOf']) {
    const [ones, others] = [before, after].map((parts) => parts.flatMap((part) => alternativesIn(part, keyword)));
    if (ones!.length !== others!.length) continue;
    ones!.forEach((base, index) => places.push({ base: [base], head: [others![index] as Schema], pointer, isRequired: true }));
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

function alternativesIn(part: SchemaObject, keyword: string): readonly Schema[] {
  return sureParts(part, keyword).length > 0 ? [] : listIn(part, keyword);
}

function schemasIn(parts: readonly SchemaObject[], keyword: string): readonly SchemaObject[] {
  return parts.map((part) => part[keyword]).filter(isObject) as readonly SchemaObject[];
}

function membersIn(parts: readonly SchemaObject[]): ReadonlyMap<string, readonly Schema[]> {
  const members = new Map<string, Schema[]>();
  for (const part of parts) {
    if (!isObject(part['properties'])) continue;
    for (const [name, schema] of Object.entries(part['properties']) as [string, Schema][]) {
      const known = members.get(name);
      if (known) known.push(schema);
      else members.set(name, [schema]);
    }
  }
  return members;
}

function locationIn(parts: readonly SchemaObject[]): Location | undefined {
  for (const part of parts) {
    const location = sourceOf(part);
    if (location !== undefined) return location;
  }
  return undefined;
}
