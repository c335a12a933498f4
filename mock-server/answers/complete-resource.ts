import { compilePattern } from '../../registry/contract/index.ts';
import type { Contract, Schema } from '../../registry/contract/index.ts';
import type { Resource } from '../state/resource-store.ts';
import { formatInstant } from '../state/virtual-clock.ts';
import { defaultOf } from './default-of.ts';
import { pickMembers, setMember } from './own-members.ts';
import { agree } from './realistic/agreement/agree.ts';
import { assignedInstant } from './realistic/dates-in-order.ts';
import { inWords } from './realistic/member-place.ts';
import { sampleValue } from './sample-value.ts';
import { sampleUuid } from './sample-text.ts';
import { isAnnotated, isObject, resolveSchema, shapeOf } from './schema-shape.ts';
import type { SchemaShape } from './schema-shape.ts';
import { onDayOf } from './seed-day.ts';
import { seededRandom } from './seeded-random.ts';

/** What decides the members that a system assigns. */
export interface AssignedBy {
  readonly sequence: number;
  readonly instantMs: number;
  readonly seed: string;
  /** True for a resource that is being made: members with a default have it. */
  readonly isNew?: boolean;
}

/**
 * Gives a resource what its system assigns: members that are read-only or required and that the sender left out, at every depth. Values
 * come from the sequence number and the session's clock, so that the same requests in the same order give the same resources.
 */
export function completeResource(contract: Contract, schema: Schema, value: Resource, assigned: AssignedBy): Resource {
  return new Completion(contract, assigned).object(schema, value, '', 0);
}

/** The value that a system assigns to one member at the top of a resource, whatever the others are: an id, say. Undefined where it comes to nothing. */
export function assignMember(contract: Contract, name: string, schema: Schema, assigned: AssignedBy): unknown {
  return new Completion(contract, assigned).member(name, schema);
}

/**
 * Marks a change: instants and days that say when the resource last changed, and an integer `version`, move on unless the sender set them; so do other
 * integers that are called like one, where they are read-only.
 */
export function touchResource(
  contract: Contract,
  properties: ReadonlyMap<string, Schema>,
  value: Resource,
  changed: ReadonlySet<string>,
  instantMs: number,
): Resource {
  const touched: Record<string, unknown> = { ...value };
  for (const [name, schema] of properties) {
    if (changed.has(name)) continue;
    if (CHANGE_INSTANT.test(name)) {
      const resolved = resolveSchema(contract, schema);
      const format = typeof resolved === 'object' ? resolved['format'] : undefined;
      if (format === 'date-time') touched[name] = formatInstant(instantMs);
      if (format === 'date' && value[name] !== undefined) touched[name] = formatInstant(instantMs).slice(0, 10);
    }
    const current = value[name];
    const isVersion = name === 'version' || (VERSION.test(name) && isAnnotated(contract, schema, 'readOnly'));
    if (isVersion && Number.isInteger(current)) touched[name] = (current as number) + 1;
  }
  return touched;
}

const CHANGE_INSTANT = /^(as_?of|(last_?)?(updated?|modified|modification|changed?)(_?(at|on|date|time|timestamp|date_?time))?)$/i;
const VERSION = /^((row|record|lock|resource|entity|object|document)_?)?(version|revision|rev)(_?(number|no|id))?$|^(optimistic_?)?lock$/i;

class Completion {
  private readonly contract: Contract;
  private readonly sequence: number;
  private readonly instantMs: number;
  private readonly seed: string;
  private readonly isNew: boolean;

  constructor(contract: Contract, { sequence, instantMs, seed, isNew = false }: AssignedBy) {
    this.contract = contract;
    this.sequence = sequence;
    this.instantMs = instantMs;
    this.seed = onDayOf(instantMs, seed);
    this.isNew = isNew;
  }

  member(name: string, schema: Schema): unknown {
    return this.assign(name, schema, `/${name}`, new Map([[name, schema]]));
  }

  object(schema: Schema, value: Resource, pointer: string, depth: number): Resource {
    const { properties, required } = shapeOf(this.contract, schema);
    let members: Record<string, unknown> | undefined;
    let assigned: Set<string> | undefined;
    for (const { name, property, mayAssign, defaultValue } of membersOf(this.contract, properties, required)) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined;
      if (given !== undefined && typeof given !== 'object') continue;
      const isAssigned = given === undefined && mayAssign;
      const member =
        typeof given === 'object'
          ? this.within(property, given, `${pointer}/${name}`, depth)
          : isAssigned
            ? this.assign(name, property, `${pointer}/${name}`, properties)
            : this.isNew
              ? defaultValue
              : undefined;
      if (isAssigned) (assigned ??= new Set()).add(name);
      if (member !== given) setMember((members ??= { ...value }), name, member);
    }
    if (members && assigned) this.agree(members, pointer, assigned, { properties, required });
    return members ?? value;
  }

  /** What is assigned agrees with what was sent. */
  private agree(
    value: Record<string, unknown>,
    pointer: string,
    assigned: ReadonlySet<string>,
    { properties, required }: Pick<SchemaShape, 'properties' | 'required'>,
  ): void {
    const isFree = (name: string): boolean => assigned.has(name);
    const random = seededRandom(`${this.seed}${pointer} agree`);
    agree({ contract: this.contract, value, required, schemaOf: (name) => properties.get(name), isMade: isFree, isFree, random });
  }

  private within(schema: Schema, value: unknown, pointer: string, depth: number): unknown {
    if (depth > 8) return value;
    if (isObject(value)) return this.object(schema, value, pointer, depth + 1);
    const items = Array.isArray(value) ? shapeOf(this.contract, schema).items : undefined;
    if (!Array.isArray(value) || items === undefined) return value;
    const completed = value.map((item, index) => this.within(items, item, `${pointer}/${index}`, depth + 1));
    return completed.some((item, index) => item !== value[index]) ? completed : value;
  }

  private assign(name: string, schema: Schema, pointer: string, properties: ReadonlyMap<string, Schema>): unknown {
    const resolved = resolveSchema(this.contract, schema);
    if (typeof resolved !== 'object') return undefined;
    const text = resolved['type'] === 'string' && resolved['enum'] === undefined && resolved['const'] === undefined;
    const instantMs =
      text && /^date(-time)?$/.test(String(resolved['format'])) ? assignedInstant(inWords(name), this.instantMs) : undefined;
    if (instantMs !== undefined) return formatInstant(instantMs).slice(0, resolved['format'] === 'date' ? 10 : undefined);
    if (text && resolved['format'] === 'uuid') return sampleUuid(seededRandom(`${this.seed}${pointer}`));
    const number = text ? this.documentNumber(name, resolved) : undefined;
    if (number !== undefined) return number;
    if (resolved['type'] === 'boolean' && resolved['default'] === undefined) return false;
    if (resolved['type'] === 'array' && resolved['default'] === undefined && resolved['minItems'] === undefined) return [];
    if (name === 'version' && resolved['type'] === 'integer') return 1;
    if (isMoney(shapeOf(this.contract, schema).properties)) return this.zero(schema, pointer);
    return sampleValue(this.contract, schema, this.seed, 'full', pointer, [...properties.keys()]);
  }

  /** Numbers like the example's, counted up: `4900000001` gives `4900000002` for sequence 2. */
  private documentNumber(name: string, schema: Readonly<Record<string, unknown>>): string | undefined {
    const example = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
    const tail = typeof example === 'string' ? /\d{3,}$/.exec(example)?.[0] : undefined;
    const counted = (digits: number): string => String(this.sequence).padStart(digits, '0');
    const maximum = Number(schema['maxLength'] ?? 10);
    const pattern = typeof schema['pattern'] === 'string' ? compilePattern(schema['pattern']) : undefined;
    const isTaken = (text: string): boolean =>
      (schema['maxLength'] === undefined || text.length <= maximum) && (pattern?.test(text) ?? true);
    if (tail !== undefined && schema['format'] === undefined) {
      const begin = String(example).slice(0, -tail.length) + tail[0];
      return [begin + counted(tail.length - 1), begin + counted(tail.length - 1).slice(1 - tail.length)].find(isTaken);
    }
    if (!/(no|number|id)$/i.test(name) || pattern || schema['format'] !== undefined) return undefined;
    return counted(Math.min(10, maximum)).slice(-maximum);
  }

  /** An amount that the sender did not give is zero. */
  private zero(schema: Schema, pointer: string): unknown {
    const sampled = sampleValue(this.contract, schema, this.seed, 'full', pointer);
    if (!isObject(sampled) || typeof sampled['amount'] !== 'string') return sampled;
    return {
      ...pickMembers(sampled, (member) => member !== 'amount'),
      amount: sampled['amount'].replace('-', '').replaceAll(/\d+(?=\.|$)/g, zeros),
    };
  }
}

/** A member of an object as far as completing it goes. */
interface CompletedMember {
  readonly name: string;
  readonly property: Schema;
  /** Required or read-only: the system assigns it where it is not given. */
  readonly mayAssign: boolean;
  readonly defaultValue: unknown;
}

/** What completing needs to know of each property, found out once for each shape. */
function membersOf(
  contract: Contract,
  properties: SchemaShape['properties'],
  required: SchemaShape['required'],
): readonly CompletedMember[] {
  let known = completed.get(properties);
  if (!known) {
    known = [...properties].map(([name, property]) => ({
      name,
      property,
      mayAssign: required.has(name) || isAnnotated(contract, property, 'readOnly'),
      defaultValue: defaultOf(contract, property),
    }));
    completed.set(properties, known);
  }
  return known;
}

const completed = new WeakMap<SchemaShape['properties'], readonly CompletedMember[]>();

function zeros(digits: string, at: number): string {
  return at === 0 ? '0' : '0'.repeat(digits.length);
}

function isMoney(properties: ReadonlyMap<string, Schema>): boolean {
  return properties.size === 2 && properties.has('amount') && properties.has('currency');
}
