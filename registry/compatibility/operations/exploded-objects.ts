import type { Contract, HttpOperation, Parameter, Schema, SchemaObject } from '../../contract/index.ts';
import { isObject } from '../causes/is-object.ts';
import type { HttpPair } from './http-pair.ts';

const SEPARABLE: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
]);

/** Does it stand on the wire as the names of its members, so that its own name is nowhere (`style: form`, `explode: true`)? */
export function isExplodedObject(contract: Contract, { in: place, style, explode, mediaType, schema }: Parameter): boolean {
  if ((place !== 'query' && place !== 'cookie') || mediaType !== undefined || !explode) return false;
  return (style === 'form' || style === 'cookie') && objectOf(contract, schema) !== undefined;
}

/** May an exploded object have a member of that name, as far as its own keywords tell? */
export function mayHaveMember(contract: Contract, parameter: Parameter, { name, in: place }: Parameter): boolean {
  const object = isExplodedObject(contract, parameter) && parameter.in === place ? objectOf(contract, parameter.schema) : undefined;
  if (object === undefined) return false;
  return !isPlain(object) || Object.hasOwn(object['properties'] as object, name);
}

/** A member of an exploded object as a parameter of its own. */
export interface MemberParameter extends Parameter {
  /** Name of the object, by which violations go. */
  readonly memberOf?: string;
}

/**
 * Both versions of an operation, with the members of an exploded object in its place where the other version reads or writes some of them
 * by another parameter: `?from=…&to=…` stands on the wire alike, whether one parameter writes it or two. An object that asks more than its
 * members do, or is a map, stays whole.
 */
export function separateMembers(base: Contract, head: Contract, pair: HttpPair): HttpPair {
  if (pair.base.origin !== 'path') return pair;
  return { base: separated(base, pair.base, head, pair.head), head: separated(head, pair.head, base, pair.base) };
}

function separated(contract: Contract, operation: HttpOperation, otherContract: Contract, other: HttpOperation): HttpOperation {
  const { parameters } = operation;
  if (!parameters.some((parameter) => isExplodedObject(contract, parameter))) return operation;
  const others = other.parameters.flatMap((parameter) => memberParameters(otherContract, parameter) ?? [parameter]);
  const all = parameters.flatMap((parameter) => {
    const isWhole = other.parameters.some((one) => isAlike(one, parameter) && isExplodedObject(otherContract, one));
    const members = isWhole ? undefined : memberParameters(contract, parameter);
    return members?.some((member) => others.some((one) => isAlike(one, member))) ? members : [parameter];
  });
  const isClear = all.every((one, index) => all.findIndex((earlier) => isAlike(earlier, one)) === index);
  return isClear ? { ...operation, parameters: all } : operation;
}

function isAlike(one: Parameter, other: Parameter): boolean {
  return one.name === other.name && one.in === other.in;
}

function memberParameters(contract: Contract, parameter: Parameter): readonly MemberParameter[] | undefined {
  const object = isExplodedObject(contract, parameter) ? objectOf(contract, parameter.schema) : undefined;
  if (object === undefined) return undefined;
  const required = (object['required'] ?? []) as readonly string[];
  const properties = Object.entries((object['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const isSeparable =
    isPlain(object) && parameter.required === required.length > 0 && required.every((name) => properties.some(([own]) => own === name));
  if (!isSeparable) return undefined;
  return properties.map(([name, schema]) => ({ ...parameter, name, schema, required: required.includes(name), memberOf: parameter.name }));
}

/** Does it hold the members that it declares, and say nothing else of them? */
function isPlain(object: SchemaObject): boolean {
  const others = object['additionalProperties'] ?? false;
  const isKnown = Object.keys(object).every((key) => SEPARABLE.has(key) || key.startsWith('x-'));
  return isKnown && others === false && isObject(object['properties']);
}

function objectOf(contract: Contract, schema: Schema): SchemaObject | undefined {
  if (typeof schema === 'boolean') return undefined;
  const target = schema.$ref === undefined ? schema : contract.schemas.get(schema.$ref)?.schema;
  return typeof target === 'object' && target['type'] === 'object' ? target : undefined;
}
