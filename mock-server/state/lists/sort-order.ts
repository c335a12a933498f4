import type { Contract, HttpOperation } from '../../../registry/contract/index.ts';
import { isObject, resolveSchema } from '../../answers/schema-shape.ts';
import { isMoney } from '../compare-values.ts';
import { compareDecimals, parseDecimal } from '../behaviour/decimal.ts';
import type { Decimal } from '../behaviour/decimal.ts';
import type { Resource } from '../resource-store.ts';
import { textOf } from '../text-of.ts';
import { valuesAt } from '../value-at.ts';

/** Names that query parameters go by which say what to sort by, in the order in which they are looked for. */
export const SORT_NAMES = [
  'sort',
  'sortBy',
  'sort_by',
  'sortby',
  'orderBy',
  'order_by',
  'orderby',
  '$orderby',
  'ordering',
  'sortField',
  'sort_field',
];

/** Those that say in which direction, or both at once. */
export const DIRECTION_NAMES = [
  'order',
  'direction',
  'dir',
  'sortOrder',
  'sort_order',
  'sortDirection',
  'sort_direction',
  'sortDir',
  'sort_dir',
];

/** What to sort by, in turn. */
export type SortOrder = readonly { readonly pointer: string; readonly descending: boolean }[];

/**
 * Reads an order from decoded query parameters, or from the defaults of the declared ones: `sort=-date,name`, `orderBy=date desc`, `sort=date:asc`,
 * `sort=date_desc`, `sort[date]=desc`, `sort=date&order=desc`, `order=-date`. Names of no field sort nothing.
 *
 * @param fieldAt the pointer to a field by what a caller calls it
 */
export function readOrder(
  contract: Contract,
  operation: HttpOperation,
  query: Readonly<Record<string, unknown>>,
  fieldAt: (name: string) => string | undefined,
): SortOrder {
  const asked = (names: readonly string[]): unknown => {
    const name = names.find((one) => query[one] !== undefined) ?? names.find((one) => defaultOf(contract, operation, one) !== undefined);
    return name === undefined ? undefined : (query[name] ?? defaultOf(contract, operation, name));
  };
  const [named, direction] = [asked(SORT_NAMES), asked(DIRECTION_NAMES)];
  const isDirection = direction !== undefined && DIRECTION.test(textOf(direction));
  const wanted = named ?? (isDirection ? undefined : direction);
  const isDescending = isDirection && /^-|^desc/i.test(textOf(direction));
  if (isObject(wanted)) {
    return Object.entries(wanted).flatMap(([name, way]) => fieldOf(name, /^-|^desc/i.test(textOf(way)), fieldAt));
  }
  return wanted === undefined
    ? []
    : textOf(wanted)
        .split(',')
        .flatMap((part) => readPart(part.trim(), isDescending, fieldAt));
}

const DIRECTION = /^(asc|desc)(ending)?$|^[+-]?1$/i;

function readPart(part: string, isDescending: boolean, fieldAt: (name: string) => string | undefined): SortOrder {
  const [, sign = '', name = '', way] = /^([+-]?)([\w.$/-]+?)(?:[\s:|]+(asc|desc)(?:ending)?)?$/i.exec(part) ?? [];
  const descending = sign === '-' || /^desc/i.test(way ?? '') || (sign === '' && way === undefined && isDescending);
  const found = fieldOf(name, descending, fieldAt);
  if (found.length > 0 || sign !== '' || way !== undefined) return found;
  const [, field = '', after = ''] = /^(.+?)[._-]?(asc|desc)(?:ending)?$/i.exec(name) ?? [];
  return fieldOf(field, /^desc/i.test(after), fieldAt);
}

function fieldOf(name: string, descending: boolean, fieldAt: (name: string) => string | undefined): SortOrder {
  const pointer = name === '' ? undefined : fieldAt(name.replaceAll('/', '.'));
  return pointer === undefined ? [] : [{ pointer, descending }];
}

function defaultOf(contract: Contract, operation: HttpOperation, name: string): unknown {
  const declared = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
  const schema = declared && resolveSchema(contract, declared.schema);
  return typeof schema === 'object' ? schema['default'] : undefined;
}

/** Sorts by meaning: decimals by size, instants and days by time, money by currency and amount, all else as text. What lacks a field comes last; what is equal stays in order. */
export function inOrder<T extends { readonly value: Resource }>(resources: Iterable<T>, order: SortOrder): readonly T[] {
  const keyed = Array.from(resources, (resource) => ({
    resource,
    keys: order.map(({ pointer }) => keyOf(valuesAt(resource.value, pointer)[0])),
  }));
  keyed.sort((left, right) => {
    for (const [index, { descending }] of order.entries()) {
      const [one, two] = [left.keys[index]!, right.keys[index]!];
      const compared = compareKeys(one, two);
      if (compared !== 0) return descending && one.rank < ABSENT && two.rank < ABSENT ? -compared : compared;
    }
    return 0;
  });
  return keyed.map(({ resource }) => resource);
}

/** A value as it is compared: kinds by rank, within a kind by text, then by size. */
interface SortKey {
  readonly rank: number;
  readonly text: string;
  readonly instantMs: number;
  readonly size: Decimal;
}

const ABSENT = 3;
const NO_SIZE: Decimal = { digits: 0n, scale: 0 };

function keyOf(value: unknown): SortKey {
  const nothing = { text: '', instantMs: 0, size: NO_SIZE };
  if (isMoney(value)) return { ...nothing, rank: 0, text: value.currency, size: parseDecimal(value.amount) ?? NO_SIZE };
  if (value === undefined || value === null || typeof value === 'object') return { ...nothing, rank: ABSENT };
  const size = parseDecimal(value);
  if (size) return { ...nothing, rank: 0, size };
  const text = String(value);
  const instantMs = /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instantMs) ? { ...nothing, rank: 2, text } : { ...nothing, rank: 1, instantMs };
}

function compareKeys(left: SortKey, right: SortKey): number {
  if (left.rank !== right.rank) return left.rank - right.rank;
  if (left.text !== right.text) return left.text < right.text ? -1 : 1;
  return left.instantMs - right.instantMs || compareDecimals(left.size, right.size);
}
