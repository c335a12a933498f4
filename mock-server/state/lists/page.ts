import type { Contract, HttpOperation } from '../../../registry/contract/index.ts';
import { resolveSchema } from '../../answers/schema-shape.ts';
import type { Resource, StoredResource } from '../resource-store.ts';
import { DIRECTION_NAMES, inOrder, readOrder, SORT_NAMES } from './sort-order.ts';
import type { SortOrder } from './sort-order.ts';
import { textOf } from '../text-of.ts';

/** Names that query parameters of pagination go by, in the order in which they are looked for. */
const LIMIT_NAMES = ['limit', 'pageSize', 'page_size', 'perPage', 'per_page', 'maxResults', 'max_results', 'size', '$top', 'top'];
const CURSOR_NAMES = ['cursor', 'pageToken', 'page_token', 'nextToken', 'after', 'starting_after', '$skiptoken'];
const OFFSET_NAMES = ['offset', 'skip', '$skip', 'startIndex', 'start_index'];
const PAGE_NAMES = ['page', 'pageNumber', 'page_number', 'pageNo'];
const ALL = new Set([LIMIT_NAMES, CURSOR_NAMES, OFFSET_NAMES, PAGE_NAMES, SORT_NAMES, DIRECTION_NAMES].flat());

/** Resources a page holds when neither the request nor the contract says. A list that declares no pages is whole. */
const DEFAULT_LIMIT = 100;

/** One page of a collection. */
export interface Page extends PageRequest {
  readonly items: readonly Resource[];
  /** Resources that pass the filters, over all pages. */
  readonly total: number;
  /** Query parameters that lead to the neighbours; absent where there is none, and where the operation declares nothing to turn pages by. */
  readonly next?: PageStep;
  readonly previous?: PageStep;
  readonly first?: PageStep;
  readonly last?: PageStep;
}

/** A query parameter and its value: `cursor=…`, `page=2`, `offset=40`. */
export interface PageStep {
  readonly name: string;
  readonly value: string;
}

/** What a list request asks for. */
export interface PageRequest {
  /** The parameter that the operation turns pages by; undefined where it declares none. */
  readonly turnedBy: { readonly kind: 'cursor' | 'offset' | 'page'; readonly name: string } | undefined;
  readonly limit: number;
  /** Resources before the page. */
  readonly offset: number;
  /** The number of the first page: 1, or 0 where the contract says so. */
  readonly firstPage: number;
  /** A cursor of an unsorted list: the page begins after this sequence number. */
  readonly afterSequence: number | undefined;
  readonly order: SortOrder;
}

/** True for parameters that choose a page or an order, not resources. */
export function isPagingName(name: string): boolean {
  return ALL.has(name);
}

/**
 * Reads what page is asked for from decoded query parameters; undefined when the cursor is none that this server gave.
 *
 * @param fieldAt the pointer to a field by what a caller calls it
 */
export function readPageRequest(
  contract: Contract,
  operation: HttpOperation,
  query: Readonly<Record<string, unknown>>,
  fieldAt: (name: string) => string | undefined,
): PageRequest | undefined {
  const declared = (
    names: readonly string[],
  ): { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | undefined => {
    const found = operation.parameters.find((parameter) => parameter.in === 'query' && names.includes(parameter.name));
    const schema = found && resolveSchema(contract, found.schema);
    if (!found || (typeof schema === 'object' && String(schema['format']).startsWith('date'))) return undefined;
    return { name: found.name, schema: typeof schema === 'object' ? schema : {} };
  };
  const [limitOf, cursorOf, offsetOf, pageOf] = [LIMIT_NAMES, CURSOR_NAMES, OFFSET_NAMES, PAGE_NAMES].map(declared);
  const isTurned = limitOf !== undefined || cursorOf !== undefined || offsetOf !== undefined || pageOf !== undefined;
  const usual = isTurned ? DEFAULT_LIMIT : Number.MAX_SAFE_INTEGER;
  const limit = wholeNumber(limitOf && query[limitOf.name]) || wholeNumber(limitOf?.schema['default']) || usual;
  const firstPage = pageOf && (pageOf.schema['default'] === 0 || pageOf.schema['minimum'] === 0) ? 0 : 1;
  const order = readOrder(contract, operation, query, fieldAt);
  const base = { limit, firstPage, order, offset: 0, afterSequence: undefined };
  if (cursorOf && (query[cursorOf.name] !== undefined || (!offsetOf && !pageOf))) {
    const cursor = query[cursorOf.name] === undefined ? { offset: 0 } : readCursor(textOf(query[cursorOf.name]));
    return cursor && { ...base, ...cursor, turnedBy: { kind: 'cursor', name: cursorOf.name } };
  }
  if (offsetOf) return { ...base, offset: wholeNumber(query[offsetOf.name]), turnedBy: { kind: 'offset', name: offsetOf.name } };
  if (pageOf) {
    const page = query[pageOf.name] === undefined ? firstPage : wholeNumber(query[pageOf.name]);
    return { ...base, offset: Math.max(0, page - firstPage) * limit, turnedBy: { kind: 'page', name: pageOf.name } };
  }
  return { ...base, turnedBy: undefined };
}

/** Takes a page of the resources that pass `keep`, in the order asked for, else in that of creation. */
export function takePage(resources: Iterable<StoredResource>, request: PageRequest, keep: (value: Resource) => boolean): Page {
  const items: StoredResource[] = [];
  let total = 0;
  let offset = request.afterSequence === undefined ? request.offset : 0;
  const isSorted = request.order.length > 0;
  const sorted = isSorted
    ? inOrder(
        [...resources].filter(({ value }) => keep(value)),
        request.order,
      )
    : resources;
  for (const stored of sorted) {
    if (!isSorted && !keep(stored.value)) continue;
    total++;
    if (request.afterSequence !== undefined && stored.sequence <= request.afterSequence) offset = total;
    else if (total > offset && items.length < request.limit) items.push(stored);
  }
  return describePage(request, items, offset, total);
}

/** Takes a page of all `total` resources, as `takePage` does. Those behind the page are not looked at, unless they have to be sorted. */
export function takeAnyPage(resources: Iterable<StoredResource>, request: PageRequest, total: number): Page {
  if (request.order.length > 0) return takePage(resources, request, () => true);
  const items: StoredResource[] = [];
  let offset = request.offset;
  let passed = 0;
  for (const stored of resources) {
    if (items.length >= request.limit) break;
    passed++;
    if (request.afterSequence !== undefined && stored.sequence <= request.afterSequence) offset = passed;
    else if (passed > offset) items.push(stored);
  }
  return describePage(request, items, offset, total);
}

function describePage(request: PageRequest, items: readonly StoredResource[], offset: number, total: number): Page {
  const values = items.map(({ value }) => value);
  const page = { ...request, offset, items: values, total };
  const { turnedBy } = request;
  if (!turnedBy) return page;
  const step = (to: number, afterSequence?: number): PageStep => stepTo(request, turnedBy, to, afterSequence);
  const end = offset + values.length;
  const last = items.at(-1);
  const ended = end >= total || last === undefined;
  const lastOffset = total === 0 ? 0 : Math.floor((total - 1) / request.limit) * request.limit;
  const next = ended ? undefined : step(end, request.order.length > 0 ? undefined : last.sequence);
  const previous = offset === 0 ? undefined : step(Math.max(0, offset - request.limit));
  return { ...page, first: step(0), last: step(lastOffset), ...(next ? { next } : {}), ...(previous ? { previous } : {}) };
}

function stepTo(
  request: PageRequest,
  { kind, name }: NonNullable<PageRequest['turnedBy']>,
  offset: number,
  afterSequence: number | undefined,
): PageStep {
  switch (kind) {
    case 'offset':
      return { name, value: String(offset) };
    case 'page':
      return { name, value: String(request.firstPage + Math.floor(offset / request.limit)) };
    case 'cursor': {
      const place = afterSequence === undefined ? `at:${offset}` : `after:${afterSequence}`;
      return { name, value: Buffer.from(place).toString('base64url') };
    }
  }
}

function readCursor(cursor: string): { readonly offset: number; readonly afterSequence?: number } | undefined {
  const match = /^(after|at):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) return undefined;
  return match[1] === 'at' ? { offset: Number(match[2]) } : { offset: 0, afterSequence: Number(match[2]) };
}

function wholeNumber(value: unknown): number {
  const number = Number(textOf(value ?? 0));
  return Number.isInteger(number) && number > 0 ? number : 0;
}
