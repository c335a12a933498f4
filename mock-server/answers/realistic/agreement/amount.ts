import { compilePattern } from '../../../../registry/contract/index.ts';
import type { Contract, Schema, SchemaObject } from '../../../../registry/contract/index.ts';
import { mergeAllOf } from '../../merge-all-of.ts';
import { setMember } from '../../own-members.ts';
import { isObject, resolveSchema } from '../../schema-shape.ts';

/** An amount of an object that is being made: a decimal text, a number, or money with an `amount`. */
export interface Amount {
  /** What it is now, in hundredths: of the currency's unit, or of one for quantities. */
  readonly hundredths: number;
  /** Its name in the object. */
  readonly name: string;
  /** May it be changed? */
  readonly isFree: boolean;
  /** Writes it in the form that it has. False, and nothing is written, where it may not be changed or its schema does not take it. */
  set(hundredths: number): boolean;
}

/** Where an amount stands: a member of an object, or the `amount` of a money that is one. */
interface Written {
  readonly value: string | number;
  readonly schema: () => SchemaObject | undefined;
  write(value: string | number): void;
}

/** Reads a member as an amount; undefined when it is none. */
export function readAmount(
  contract: Contract,
  owner: Record<string, unknown>,
  name: string,
  { schema, isFree }: { readonly schema: Schema; readonly isFree: boolean },
): Amount | undefined {
  const written = (): Written | undefined => find(contract, owner, name, schema);
  if (!written()) return undefined;
  const scale = /(minor|cents)$/i.test(name) ? 1 : 100;
  return {
    name,
    isFree,
    get hundredths() {
      return Math.round(Number(written()?.value) * scale);
    },
    set(hundredths) {
      const place = isFree ? written() : undefined;
      if (!place) return false;
      const decimals = typeof place.value === 'string' ? (place.value.split('.')[1]?.length ?? 0) : 2;
      const text = (hundredths / scale).toFixed(decimals);
      const next = typeof place.value === 'string' ? text : Number(text);
      if (!takes(place.schema(), next)) return false;
      place.write(next);
      return true;
    },
  };
}

function find(contract: Contract, owner: Record<string, unknown>, name: string, schema: Schema): Written | undefined {
  const value = owner[name];
  if (isAmount(value)) {
    return { value, schema: () => mergedSchema(contract, schema), write: (next) => setMember(owner, name, next) };
  }
  if (!isObject(value) || !Object.hasOwn(value, 'amount') || !isAmount(value['amount'])) return undefined;
  return {
    value: value['amount'],
    schema: () =>
      mergedSchema(contract, (mergedSchema(contract, schema)?.['properties'] as Record<string, Schema> | undefined)?.['amount']),
    write: (next) => setMember(owner, name, { ...value, amount: next }),
  };
}

function isAmount(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,12}(\.\d{1,4})?$/.test(value));
}

/** A schema with all that its `$ref` and `allOf` say; undefined for none and for `true`. */
export function mergedSchema(contract: Contract, schema: Schema = true): SchemaObject | undefined {
  const resolved = resolveSchema(contract, schema);
  return typeof resolved === 'object' ? mergeAllOf(contract, resolved) : undefined;
}

/** Is the value within what a schema says of numbers and texts? The compiled contract judges the whole later. */
function takes(schema: SchemaObject | undefined, value: string | number): boolean {
  if (!schema) return true;
  if ('const' in schema || 'enum' in schema) return false;
  const number = (keyword: string, otherwise: number): number => (typeof schema[keyword] === 'number' ? schema[keyword] : otherwise);
  if (typeof value === 'string') {
    const isSized = value.length >= number('minLength', 0) && value.length <= number('maxLength', Infinity);
    return isSized && (typeof schema['pattern'] !== 'string' || compilePattern(schema['pattern'])?.test(value) !== false);
  }
  const isWhole = ![schema['type']].flat().includes('integer') || Number.isInteger(value);
  const steps = value / number('multipleOf', value === 0 ? 1 : value);
  return (
    isWhole &&
    Math.abs(steps - Math.round(steps)) < 1e-9 &&
    value >= number('minimum', -Infinity) &&
    value > number('exclusiveMinimum', -Infinity) &&
    value <= number('maximum', Infinity) &&
    value < number('exclusiveMaximum', Infinity)
  );
}
