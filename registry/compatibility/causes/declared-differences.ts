import type { Contract, Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, sourceOf } from '../../contract/index.ts';
import type { DataFlow } from '../subsumption/index.ts';
import { type DeclaredShape, declaredShape, listIn, mayHold } from './declared-shape.ts';

/** A property that one side declares and the other doesn't, at a place that only it decides. */
export interface DeclaredDifference {
  readonly ruleId: 'property-removed' | 'property-added' | 'additional-properties-permitted';
  readonly property?: string;
  /** To the object, with `*` for any item. */
  readonly pointer: string;
  /** Does no alternative of the other side declare it there, and no condition decide? Then it is one, whatever else decides. */
  readonly isCertain: boolean;
  /** To the property in some value: `0` for an item. */
  readonly path: string;
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
}

type Difference = Omit<DeclaredDifference, 'isCertain'>;

/** Skips what is the same on the wire. */
export type IsSame = (base: Schema, head: Schema) => boolean;

const TOO_MANY = 200_000;

/** Both contracts of a comparison. */
export interface ContractPair {
  readonly base: Contract;
  readonly head: Contract;
}

/** What both sides declare, compared. */
export interface DeclaredComparison {
  readonly differences: readonly DeclaredDifference[];
  /** Are those the differences? Else alternatives or conditions decide, and only the engine can tell. */
  readonly isExact: boolean;
  /** Is all that is gone among them? So it is, too, where each alternative of the base has a counterpart in the head, or one that declares as much. */
  readonly isComplete: boolean;
}

/**
 * The properties that one side declares and the other doesn't, read off the structure. Alternatives are compared in pairs: those that are
 * the same, then those whose schemas have the same name, then in order. Conditions are passed over.
 */
export function declaredDifferences(
  contracts: ContractPair,
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
): DeclaredComparison {
  return compareDeclarations(contracts, base, head, flow, isSame, true);
}

/** @param looksFurther Is an alternative without a counterpart held against all alternatives of the head? */
function compareDeclarations(
  contracts: ContractPair,
  base: Schema,
  head: Schema,
  flow: DataFlow,
  isSame: IsSame,
  looksFurther: boolean,
): DeclaredComparison {
  const differences: Difference[] = [];
  const names = { base: new DeclaredNames(contracts.base, flow), head: new DeclaredNames(contracts.head, flow) };
  let isExact = true;
  let isComplete = true;
  const numbers = new Map<object, number>();
  const numberOf = (schema: Schema) => {
    if (typeof schema === 'boolean') return schema;
    const known = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, known);
    return known;
  };
  const targetsOf = (contract: Contract, schemas: readonly Schema[]) =>
    schemas.map((schema) => numberOf(behindReference(contract, schema))).join();
  const visited = new Set<string>();
  const pending: Place[] = [{ base: [base], head: [head], pointer: '', path: '', beside: NONE }];
  for (let index = 0; index < pending.length; index++) {
    if (index > TOO_MANY) return { differences: differences.map(judge), isExact: false, isComplete: false };
    const place = pending[index] as Place;
    if (place.base.length === 1 && place.head.length === 1 && isSame(place.base[0]!, place.head[0]!)) continue;
    const key = JSON.stringify([targetsOf(contracts.base, place.base), targetsOf(contracts.head, place.head), ...place.beside]);
    if (visited.has(key)) continue;
    visited.add(key);
    const isBranch = place.beside !== NONE;
    const before = declaredShape(contracts.base, place.base, flow, isBranch);
    const after = declaredShape(contracts.head, place.head, flow, isBranch);
    names.base.add(place.pointer, before);
    names.head.add(place.pointer, after);
    differences.push(...differencesAt(place, before, after));
    pending.push(...placesBelow(place, before, after));
    const isUnclear = before.isUnclear || after.isUnclear;
    const pairs = pairAlternatives(contracts, before.branches.flat(), after.branches.flat(), isSame);
    const beside = new Set([...place.beside, ...before.properties.keys(), ...after.properties.keys()]);
    for (const [one, other] of pairs.both) pending.push({ ...place, base: [one], head: [other], beside });
    isExact &&= !isUnclear && before.branches.length === 0 && after.branches.length === 0;
    isComplete &&= !isUnclear && pairs.left.every((one) => after.branches.flat().some((other) => declaresAll(one, other)));
  }
  return { differences: differences.map(judge), isExact, isComplete };

  /** Does an alternative of the head declare all that one of the base does? */
  function declaresAll(one: Schema, other: Schema): boolean {
    if (!looksFurther) return false;
    const inner = compareDeclarations(contracts, one, other, flow, isSame, false);
    return inner.isComplete && !inner.differences.some(({ ruleId }) => ruleId === 'property-removed');
  }

  function judge(difference: Difference): DeclaredDifference {
    const { ruleId, property, pointer } = difference;
    const others = ruleId === 'property-removed' ? names.head : names.base;
    const isUnclear = names.base.isUnclear(pointer) || names.head.isUnclear(pointer);
    return { ...difference, isCertain: property !== undefined && !others.has(pointer, property) && !isUnclear };
  }
}

/** The names that one side declares of an object, in whatever alternative. */
class DeclaredNames {
  readonly #contract: Contract;
  readonly #flow: DataFlow;
  readonly #names = new Map<string, Set<string>>();
  readonly #unclear = new Set<string>();

  constructor(contract: Contract, flow: DataFlow) {
    this.#contract = contract;
    this.#flow = flow;
  }

  add(pointer: string, shape: DeclaredShape, seen: ReadonlySet<Schema> = new Set()): void {
    const names = this.#names.get(pointer) ?? new Set<string>();
    this.#names.set(pointer, names);
    if (shape.isUnclear) this.#unclear.add(pointer);
    for (const name of shape.properties.keys()) names.add(name);
    for (const alternative of shape.branches.flat()) {
      if (seen.has(alternative)) continue;
      this.add(pointer, declaredShape(this.#contract, [alternative], this.#flow, true), new Set([...seen, alternative]));
    }
  }

  has(pointer: string, name: string): boolean {
    return this.#names.get(pointer)?.has(name) === true;
  }

  /** Do conditions decide what is declared, there or above? */
  isUnclear(pointer: string): boolean {
    return this.#unclear.has(pointer) || (pointer !== '' && this.isUnclear(pointer.slice(0, pointer.lastIndexOf('/'))));
  }
}

function behindReference(contract: Contract, schema: Schema): Schema {
  if (typeof schema === 'boolean' || schema.$ref === undefined || Object.keys(schema).length !== 1) return schema;
  return contract.schemas.get(schema.$ref)?.schema ?? schema;
}

interface Place {
  readonly base: readonly Schema[];
  readonly head: readonly Schema[];
  readonly pointer: string;
  readonly path: string;
  /** Names that either side declares beside the alternatives that are compared here. */
  readonly beside: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

function differencesAt({ pointer, path, beside }: Place, before: DeclaredShape, after: DeclaredShape): readonly Difference[] {
  if (!mayHold(before.parts, 'object') || !mayHold(after.parts, 'object')) return [];
  const found: Difference[] = [];
  const at = (property: string) => ({ property, pointer, path: childPointer(path, property) });
  if (!after.isFree) {
    for (const [name, schemas] of before.properties) {
      if (after.properties.has(name) || beside.has(name) || before.hidden.has(name) || schemas.includes(false)) continue;
      found.push({
        ruleId: 'property-removed',
        ...at(name),
        base: locationOf(schemas) ?? locationOf(before.parts),
        head: locationOf(after.parts),
      });
    }
  }
  if (!before.isFree) {
    for (const [name, schemas] of after.properties) {
      if (before.properties.has(name) || beside.has(name) || after.hidden.has(name) || schemas.includes(false)) continue;
      found.push({
        ruleId: 'property-added',
        ...at(name),
        base: locationOf(before.parts),
        head: locationOf(schemas) ?? locationOf(after.parts),
      });
    }
    if (after.isFree && before.properties.size > 0 && !before.isUnclear && !after.isUnclear)
      found.push({
        ruleId: 'additional-properties-permitted',
        pointer,
        path,
        base: locationOf(before.parts),
        head: locationOf(after.parts),
      });
  }
  return found;
}

function placesBelow({ pointer, path }: Place, before: DeclaredShape, after: DeclaredShape): readonly Place[] {
  const places: Place[] = [];
  const isObjectBoth = mayHold(before.parts, 'object') && mayHold(after.parts, 'object');
  for (const [name, base] of isObjectBoth ? before.properties : []) {
    const head = after.properties.get(name);
    const isSent = !before.hidden.has(name) && !after.hidden.has(name);
    if (head !== undefined && isSent)
      places.push({ base, head, pointer: childPointer(pointer, name), path: childPointer(path, name), beside: NONE });
  }
  if (before.items.length > 0 && after.items.length > 0 && mayHold(before.parts, 'array') && mayHold(after.parts, 'array'))
    places.push({ base: before.items, head: after.items, pointer: `${pointer}/*`, path: `${path}/0`, beside: NONE });
  if (isObjectBoth && before.others.length > 0 && after.others.length > 0)
    places.push({ base: before.others, head: after.others, pointer: `${pointer}/*`, path: `${path}/a`, beside: NONE });
  return places;
}

interface AlternativePairs {
  readonly both: readonly (readonly [base: Schema, head: Schema])[];
  /** Those of the base that have no counterpart. */
  readonly left: readonly Schema[];
}

function pairAlternatives(contracts: ContractPair, ones: readonly Schema[], others: readonly Schema[], isSame: IsSame): AlternativePairs {
  const both: (readonly [Schema, Schema])[] = [];
  const free = new Set(others);
  const pair = (candidates: readonly Schema[], fits: (one: Schema, other: Schema) => boolean): readonly Schema[] =>
    candidates.filter((one) => {
      const other = [...free].find((each) => fits(one, each));
      if (other === undefined) return true;
      free.delete(other);
      both.push([one, other]);
      return false;
    });
  const changed = pair(ones, isSame);
  const unnamed = pair(changed, (one, other) => {
    const name = nameOf(contracts.base, one);
    return name !== undefined && name === nameOf(contracts.head, other);
  });
  const unpaired = ones.length === others.length ? pair(unnamed, () => true) : unnamed;
  return { both, left: unpaired };
}

/** The name of the schema that a branch refers to, beside a tag perhaps. */
function nameOf(contract: Contract, schema: Schema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  const reference =
    schema.$ref ??
    (listIn(schema, 'allOf').find((part) => typeof part === 'object' && part.$ref !== undefined) as SchemaObject | undefined)?.$ref;
  return reference === undefined ? undefined : contract.schemas.get(reference)?.name;
}

function locationOf(schemas: readonly Schema[]): Location | undefined {
  for (const schema of schemas) {
    const location = typeof schema === 'object' ? sourceOf(schema) : undefined;
    if (location !== undefined) return location;
  }
  return undefined;
}
