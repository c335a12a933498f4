import { escapePointerSegment, pointerSegments } from '../../../registry/contract/index.ts';
import type { Contract } from '../../../registry/contract/index.ts';
import { isObject, resolveSchema } from '../../answers/schema-shape.ts';
import { compareValues, isMoney } from '../compare-values.ts';
import { readODataFilter } from './odata-filter.ts';
import { holds } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { findField } from './find-field.ts';
import { isPagingName } from './page.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import { valuesReader } from '../value-at.ts';
import { textOf } from '../text-of.ts';
import type { Filter } from './resource-filter.ts';

/** The filter that every resource passes. */
export const KEEP_ALL: Filter = () => true;

/**
 * Makes a filter of decoded query parameters. A parameter filters when its name is that of a field, of a field of a part (`sku` of `lines`,
 * `payer.tin`, `filter[payer][tin]`), or of the bound of one (`minTotal`, `createdAfter`, `posted_from`, `total[gte]`; `from` and `to` bound the
 * first date). Several values of one parameter are alternatives. `q` and `search` look for a text anywhere; `$filter` speaks OData 4.
 * Parameters that name nothing filter nothing.
 *
 * @returns undefined when a `$filter` cannot be read, `KEEP_ALL` when nothing filters.
 */
export function makeFilter(
  contract: Contract,
  collection: Pick<CollectionModel, 'properties'>,
  query: Readonly<Record<string, unknown>>,
): Filter | undefined {
  const filters: Filter[] = [];
  for (const [name, wanted] of Object.entries(query)) {
    if (wanted === undefined || (isPagingName(name) && !/^\d{4}-\d{2}-\d{2}/.test(textOf(wanted)))) continue;
    if (name === '$filter') {
      const filter = readODataFilter(textOf(wanted));
      if (!filter) return undefined;
      filters.push(filter);
    } else filters.push(...filtersOf(contract, collection, name, wanted));
  }
  return filters.length === 0 ? KEEP_ALL : (value) => filters.every((filter) => filter(value));
}

function filtersOf(contract: Contract, collection: Pick<CollectionModel, 'properties'>, name: string, wanted: unknown): readonly Filter[] {
  const pointer = findField(contract, collection, name);
  if (isObject(wanted)) {
    return Object.entries(wanted).flatMap(([member, value]) => {
      const comparison = comparisonOf(member.replace('$', ''));
      if (pointer !== undefined && comparison) return [compareAt(pointer, comparison, value)];
      return filtersOf(contract, collection, pointer === undefined ? member : `${name}.${member}`, value);
    });
  }
  if (pointer !== undefined) return [compareAt(pointer, 'eq', wanted)];
  const bound = findBound(contract, collection, name);
  if (bound) return [compareAt(bound.pointer, bound.comparison, wanted)];
  if (!/^(q|search|query)$/i.test(name)) return [];
  const text = textOf(wanted).toLowerCase();
  return [(value) => contains(value, text, 0)];
}

function compareAt(pointer: string, comparison: Comparison, wanted: unknown): Filter {
  const tests = [wanted].flat().map((one) => testOf(comparison, one));
  const test = tests.length === 1 && tests[0] ? tests[0] : (member: unknown): boolean => tests.some((one) => one(member));
  const passes = (member: unknown): boolean => (Array.isArray(member) ? member.some(passes) : member !== undefined && test(member));
  const [name, ...rest] = pointerSegments(pointer);
  if (name !== undefined && rest.length === 0) return (value) => Object.hasOwn(value, name) && passes(value[name]);
  const read = valuesReader(pointer);
  return (value) => read(value).some(passes);
}

/** Equality is decided by the text alone, but where the texts could be two ways to write one number. */
function testOf(comparison: Comparison, wanted: unknown): (member: unknown) => boolean {
  if (comparison !== 'eq') return (member) => holds(comparison, compareValues(member, wanted));
  const text = textOf(wanted);
  const number = Number(text);
  const core = String(Math.abs(number));
  if (text.trim() === '' || Number.isNaN(number)) {
    return (member) =>
      member === text ||
      (typeof member !== 'string' && textOf(member) === text) ||
      (INSTANT.test(text) && compareValues(member, text) === 0);
  }
  return (member) => {
    if (member === text) return true;
    if (typeof member === 'string' && !member.includes(core)) return false;
    const size = typeof member === 'object' ? (isMoney(member) ? Number(member.amount) : Number.NaN) : Number(member);
    return size === number && compareValues(member, text) === 0;
  };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}/;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'gt',
  gte: 'ge',
  ge: 'ge',
  min: 'ge',
  from: 'ge',
  since: 'ge',
  start: 'ge',
  after: 'gt',
  lt: 'lt',
  lte: 'le',
  le: 'le',
  max: 'le',
  to: 'le',
  until: 'le',
  end: 'le',
  before: 'lt',
};

function comparisonOf(word: string): Comparison | undefined {
  return Object.hasOwn(COMPARISONS, word.toLowerCase()) ? COMPARISONS[word.toLowerCase()] : undefined;
}

/** `createdAfter`, `min_total`, `totalFrom`: the field and the side of it that is bound. */
function findBound(
  contract: Contract,
  collection: Pick<CollectionModel, 'properties'>,
  name: string,
): { readonly pointer: string; readonly comparison: Comparison } | undefined {
  const words = name.split(/[_.\-[\]]|(?<=[a-z0-9])(?=[A-Z])/).filter((word) => word !== '');
  const sides = [
    [words.at(-1), words.slice(0, -1)],
    [words[0], words.slice(1)],
  ] as const;
  for (const [side, rest] of sides) {
    const comparison = comparisonOf(side ?? '');
    if (!comparison || comparison === 'eq' || comparison === 'ne') continue;
    if (rest.every((word) => word.toLowerCase() === 'date')) {
      const dated = firstDate(contract, collection);
      return dated === undefined ? undefined : { pointer: `/${escapePointerSegment(dated)}`, comparison };
    }
    for (const suffix of ['', 'At', 'Date', 'On', 'Time']) {
      const pointer = findField(contract, collection, rest.join('') + suffix);
      if (pointer !== undefined) return { pointer, comparison };
    }
  }
  return undefined;
}

function firstDate(contract: Contract, collection: Pick<CollectionModel, 'properties'>): string | undefined {
  for (const [name, schema] of collection.properties) {
    const resolved = resolveSchema(contract, schema);
    if (typeof resolved === 'object' && /^date(-time)?$/.test(String(resolved['format']))) return name;
  }
  return undefined;
}

function contains(value: unknown, text: string, depth: number): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (typeof value !== 'object' || value === null || depth > 4) return false;
  return Object.values(value).some((member) => contains(member, text, depth + 1));
}
