import type { Contract, Schema } from '../../registry/contract/index.ts';
import type { PageLinks } from '../state/lists/page-links.ts';
import type { Page, PageStep } from '../state/lists/page.ts';
import type { ResourcePlace } from '../state/model/resource-place.ts';
import { sampleValue } from './sample-value.ts';
import { resolveSchema, shapeOf } from './schema-shape.ts';

const CURSOR_NAME = /^(next_?(cursor|page_?token|token)|cursor|end_?cursor|after)$/i;
const TOTAL_NAME = /^(total_?(count|items|results|elements|records|entries|hits|size)?|count|item_?count|(@?odata\.|__)count)$/i;
const LIMIT_NAME = /^(limit|page_?size|per_?page|size|items_?per_?page)$/i;
const PAGES_NAME = /^(total_?pages|pages|page_?count|last_?page)$/i;
const PAGE_NAME = /^(page|page_?(number|no|index)|current_?page|number)$/i;
const OFFSET_NAME = /^(offset|skip|start|start_?index)$/i;
const MORE_NAME = /^has_?(more|next(_?page)?)$/i;
const PREVIOUS_MORE_NAME = /^has_?(prev|previous)(_?page)?$/i;
const CONTAINER_NAME = /^(_?links|paging|pagination|page(_?info)?|meta(data)?|cursors|_meta)$/i;

/** The body of a list. */
export interface ListBody {
  readonly schema: Schema;
  /** Where the items stand in it. */
  readonly place: ResourcePlace;
  /** The items of the page as they are shown. */
  readonly items: readonly unknown[];
}

/**
 * Bodies that a page of a list may go out in, by the response's schema: a bare array, or an object with the items at their place and
 * what it declares of the page beside: totals, the number of the page, cursors and links to its neighbours.
 */
export function* listBodies(
  contract: Contract,
  { schema, place, items }: ListBody,
  page: Page,
  links: PageLinks,
  seed: string,
): Generator<unknown> {
  if (place.length === 0) return yield items;
  const envelope = new Envelope(contract, items, page, links, seed);
  for (const endings of ['absent', 'null', 'empty'] as const) yield envelope.object(schema, place, '', endings, 0);
}

/** A member that is there, or what a member becomes at the end of the pages where absence is not allowed. */
type Member = { readonly value: unknown } | { readonly ended: true };

class Envelope {
  private readonly contract: Contract;
  private readonly items: readonly unknown[];
  private readonly page: Page;
  private readonly links: PageLinks;
  private readonly seed: string;

  constructor(contract: Contract, items: readonly unknown[], page: Page, links: PageLinks, seed: string) {
    this.contract = contract;
    this.items = items;
    this.page = page;
    this.links = links;
    this.seed = seed;
  }

  /** An object with the items at a place of it; with what says something of the page alone, where there is no place. */
  object(
    schema: Schema,
    [step, ...rest]: ResourcePlace,
    pointer: string,
    endings: 'absent' | 'null' | 'empty',
    depth: number,
  ): Readonly<Record<string, unknown>> {
    const { properties, required } = shapeOf(this.contract, schema);
    const body = new Map<string, unknown>();
    for (const [name, property] of properties) {
      if (name === step) {
        body.set(name, rest.length === 0 ? this.items : this.object(property, rest, `${pointer}/${name}`, endings, depth));
        continue;
      }
      const shape = shapeOf(this.contract, property);
      const container = CONTAINER_NAME.test(name) && shape.properties.size > 0 && depth < 3;
      if (container) {
        body.set(name, this.object(property, [], `${pointer}/${name}`, endings, depth + 1));
        continue;
      }
      const member = this.member(name, property);
      if (member && 'value' in member) body.set(name, member.value);
      else if (member && endings !== 'absent') body.set(name, endings === 'null' ? null : '');
      else if (!member && required.has(name)) body.set(name, sampleValue(this.contract, property, `${this.seed}${pointer}/${name}`));
    }
    return Object.fromEntries(body);
  }

  private member(name: string, schema: Schema): Member | undefined {
    const { page } = this;
    const resolved = resolveSchema(this.contract, schema);
    const types = typeof resolved === 'object' ? [resolved['type']].flat() : [];
    const format = typeof resolved === 'object' ? resolved['format'] : undefined;
    const whole = types.includes('integer') || types.includes('number');
    if (CURSOR_NAME.test(name) && !whole) return page.next ? { value: page.next.value } : { ended: true };
    if (MORE_NAME.test(name)) return { value: page.offset + page.items.length < page.total };
    if (PREVIOUS_MORE_NAME.test(name)) return { value: page.previous !== undefined };
    if (whole) {
      if (TOTAL_NAME.test(name)) return { value: page.total };
      if (LIMIT_NAME.test(name)) return { value: page.limit === Number.MAX_SAFE_INTEGER ? page.items.length : page.limit };
      if (PAGES_NAME.test(name)) return { value: Math.ceil(page.total / page.limit) };
      if (PAGE_NAME.test(name)) return { value: page.firstPage + Math.floor(page.offset / page.limit) };
      if (OFFSET_NAME.test(name)) return { value: page.offset };
    }
    if (types.includes('string') && format === undefined && TOTAL_NAME.test(name)) return { value: String(page.total) };
    const hasHref = shapeOf(this.contract, schema).properties.has('href');
    if (/^self(_?(link|url|uri|href))?$/i.test(name)) {
      return { value: hasHref ? { href: this.links.path() } : format === 'uri' ? this.links.url() : this.links.path() };
    }
    const step = this.stepOf(name);
    if (!step) return undefined;
    if (!step.to) return { ended: true };
    const to = step.to === 'itself' ? undefined : step.to;
    if (whole) return { value: to ? Number(to.value) : page.firstPage };
    if (hasHref) return { value: { href: this.links.path(to) } };
    const isToken =
      to && format === undefined && page.turnedBy?.kind === 'cursor' && /^(next|prev(ious)?)$/i.test(name) && !this.saysUrl(resolved);
    return { value: isToken ? to.value : format === 'uri' || format === 'url' ? this.links.url(to) : this.links.path(to) };
  }

  /** Where a member of links leads: undefined for no such member, `to` undefined at the end of the pages. A page that nothing turns is its own first and last. */
  private stepOf(name: string): { readonly to: PageStep | 'itself' | undefined } | undefined {
    const { page } = this;
    const plain = name.replace(/^@?odata\./, '').replace(/_?(link|url|uri|href|page)$/i, '');
    switch (plain.toLowerCase()) {
      case 'next':
      case 'nextlink':
        return { to: page.next };
      case 'prev':
      case 'previous':
        return { to: page.previous };
      case 'first':
        return { to: page.first ?? 'itself' };
      case 'last':
        return { to: page.last ?? 'itself' };
      default:
        return undefined;
    }
  }

  private saysUrl(schema: Schema): boolean {
    return typeof schema === 'object' && /\b(url|uri|link)\b/i.test(String(schema['description'] ?? ''));
  }
}
