import type { Resource, StoredResource } from './resource-store.ts';

/** Names that query parameters of pagination go by, in the order in which they are looked for. */
export const LIMIT_NAMES = ['limit', 'pageSize', 'page_size', 'per_page', 'maxResults', '$top'] as const;
export const CURSOR_NAMES = ['cursor', 'pageToken', 'page_token', 'after', 'starting_after'] as const;

/** Resources a page holds when the request does not say. */
const DEFAULT_LIMIT = 100;

/** One page of a collection. */
export interface Page {
  readonly items: readonly Resource[];
  /** Opaque; absent on the last page. */
  readonly nextCursor?: string;
  /** Resources that pass the filters, over all pages. */
  readonly total: number;
}

/** What a list request asks for. */
export interface PageRequest {
  readonly limit: number;
  readonly afterSequence: number;
}

/** Reads limit and cursor from decoded query parameters; undefined when the cursor is none that this server gave. */
export function readPageRequest(query: Readonly<Record<string, unknown>>, defaultLimit = DEFAULT_LIMIT): PageRequest | undefined {
  const limit = LIMIT_NAMES.map((name) => query[name]).find((value) => value !== undefined);
  const cursor = CURSOR_NAMES.map((name) => query[name]).find((value) => value !== undefined);
  const afterSequence = cursor === undefined ? 0 : readCursor(String(cursor));
  if (afterSequence === undefined) return undefined;
  const wanted = Number(limit);
  return { limit: limit !== undefined && Number.isInteger(wanted) && wanted > 0 ? wanted : defaultLimit, afterSequence };
}

/** Takes a page of the resources that pass `keep`, in the order of creation. */
export function takePage(resources: Iterable<StoredResource>, request: PageRequest, keep: (value: Resource) => boolean): Page {
  const items: Resource[] = [];
  let last = 0;
  let total = 0;
  let more = false;
  for (const { sequence, value } of resources) {
    if (!keep(value)) continue;
    total++;
    if (sequence <= request.afterSequence) continue;
    if (items.length < request.limit) {
      items.push(value);
      last = sequence;
    } else more = true;
  }
  return more ? { items, total, nextCursor: Buffer.from(`after:${last}`).toString('base64url') } : { items, total };
}

function readCursor(cursor: string): number | undefined {
  const match = /^after:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? Number(match[1]) : undefined;
}
