import { compilePattern } from '../../../registry/contract/index.ts';
import type { Contract, Schema, SchemaObject } from '../../../registry/contract/index.ts';
import { isObject } from '../../answers/schema-shape.ts';
import { isMoney } from '../compare-values.ts';
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import type { Resource } from '../resource-store.ts';
import { schemasAt, typesOf } from './schemas-at.ts';

/** Where a computed value is going to stand. */
export interface ComputedPlace {
  readonly contract: Contract;
  /** Schema of the resource; undefined when nothing says. */
  readonly schema: Schema | undefined;
  /** The resource so far. */
  readonly resource: Resource;
  /** Pointer of the field, `*` for any item. */
  readonly pointer: string;
  /** What stands there now. */
  readonly current: unknown;
}

/**
 * Gives a number that was worked out the form that its place takes: a sum over nothing is the number 0 until here. Where texts are taken, it is a decimal
 * text like the one that stands there or as the pattern has it; where amounts of money are, one in the currency that stands there, that the schema knows,
 * or that the resource has elsewhere. A decimal text is a number where only numbers are taken. Other values stay as they are.
 *
 * @returns undefined, which leaves the field out, where zero has no such form
 */
export function inFormOfPlace(computed: unknown, place: ComputedPlace): unknown {
  const decimal = typeof computed === 'number' || typeof computed === 'string' ? parseDecimal(computed) : undefined;
  if (!decimal) return computed;
  const schemas = schemasOf(place);
  const types = typesOf(schemas);
  const takesNumbers = types.has('number') || (types.has('integer') && Number.isInteger(Number(computed)));
  if (typeof computed === 'string') return takesNumbers && !types.has('string') ? Number(computed) : computed;
  if (isMoney(place.current)) return moneyOf(decimal, place, place.current.currency);
  if (typeof place.current === 'string' && !takesNumbers) return decimalTextOf(decimal, schemas, place.current) ?? computed;
  if (types.size === 0 || takesNumbers) return computed;
  const formed = types.has('string') ? decimalTextOf(decimal, schemas, undefined) : moneyOf(decimal, place, undefined);
  return formed ?? (computed === 0 ? undefined : computed);
}

function schemasOf({ contract, schema, pointer }: ComputedPlace): readonly SchemaObject[] {
  const found = schema === undefined ? undefined : schemasAt(contract, [schema], pointer);
  return found?.isDeclared ? found.schemas : [];
}

/** An amount as its schema writes it, in the currency that is said; undefined where none is known or the place takes no money. */
function moneyOf(decimal: Decimal, place: ComputedPlace, said: string | undefined): unknown {
  const amounts = schemasOf({ ...place, pointer: `${place.pointer}/amount` });
  const current = isMoney(place.current) ? String(place.current.amount) : undefined;
  const currencies = schemasOf({ ...place, pointer: `${place.pointer}/currency` });
  if (said === undefined && (amounts.length === 0 || currencies.length === 0)) return undefined;
  const currency = said ?? constantOf(currencies) ?? currencyWithin(place.resource);
  const amount = typesOf(amounts).has('number') ? Number(formatDecimal(decimal)) : decimalTextOf(decimal, amounts, current);
  return currency === undefined || amount === undefined ? undefined : { amount, currency };
}

/** A decimal text with as many places as what stands there, the schema's own values, or its pattern allow; never fewer than the decimal needs. */
function decimalTextOf(decimal: Decimal, schemas: readonly SchemaObject[], current: string | undefined): string | undefined {
  const written = [current, ...schemas.flatMap(ownValuesOf)].map((value) =>
    typeof value === 'string' ? parseDecimal(value)?.scale : undefined,
  );
  const scales = [...written.filter((scale) => scale !== undefined), ...USUAL_SCALES].filter((scale) => scale >= decimal.scale);
  const texts = scales.map((scale) => formatDecimal(roundDecimal(decimal, scale)));
  return texts.find((text) => schemas.every((schema) => takesText(schema, text)));
}

const USUAL_SCALES = [2, 0, 1, 3, 4, 5, 6, 8];

function takesText({ pattern, minLength, maxLength, enum: listed }: SchemaObject, text: string): boolean {
  if (Array.isArray(listed) && !listed.includes(text)) return false;
  if (typeof minLength === 'number' && text.length < minLength) return false;
  if (typeof maxLength === 'number' && text.length > maxLength) return false;
  return typeof pattern !== 'string' || (compilePattern(pattern)?.test(text) ?? true);
}

/** The one value that the schema has, its default, or the first that it lists. */
function constantOf(schemas: readonly SchemaObject[]): string | undefined {
  const values = schemas.flatMap(({ const: one, default: usual, enum: listed }) => [
    one,
    usual,
    Array.isArray(listed) ? (listed[0] as unknown) : undefined,
  ]);
  return values.find((value) => typeof value === 'string');
}

function ownValuesOf({ const: one, default: usual, examples }: SchemaObject): readonly unknown[] {
  return [one, usual, ...(Array.isArray(examples) ? (examples as readonly unknown[]) : [])];
}

/** The currency of the first amount of money in a value, at any depth. */
function currencyWithin(value: unknown): string | undefined {
  if (isMoney(value)) return value.currency;
  if (!Array.isArray(value) && !isObject(value)) return undefined;
  for (const member of Object.values(value)) {
    const found = currencyWithin(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
