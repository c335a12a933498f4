import type { Contract, Schema } from '../../registry/contract/index.ts';
import type { Page } from '../state/page.ts';
import { sampleValue } from './sample-value.ts';
import { resolveSchema, shapeOf } from './schema-shape.ts';

const ITEMS_NAMES = ['items', 'data', 'results', 'value', 'values', 'entries'];
const CURSOR_NAME = /^(next_?(cursor|page_?token|token)|cursor)$/i;
const TOTAL_NAME = /^(total(_?count|_?items)?|count)$/i;

/** Bodies that a page of a list may go out in, by the response's schema: a bare array, or an object with the items under one of its members. */
export function* listBodies(contract: Contract, schema: Schema, page: Page, seed: string): Generator<unknown> {
  const { types, properties, required } = shapeOf(contract, schema);
  if (types.includes('array')) {
    yield page.items;
    return;
  }
  const arrays = [...properties].filter(([, property]) => shapeOf(contract, property).types.includes('array')).map(([name]) => name);
  const itemsName = ITEMS_NAMES.find((name) => arrays.includes(name)) ?? arrays[0];
  if (itemsName === undefined) return;
  const body: Record<string, unknown> = { [itemsName]: page.items };
  const ends: Record<string, unknown> = {};
  for (const [name, property] of properties) {
    const types = typesOf(contract, property);
    if (name === itemsName) continue;
    else if (CURSOR_NAME.test(name)) {
      if (page.nextCursor !== undefined) body[name] = page.nextCursor;
      else ends[name] = types.includes('null') ? null : '';
    } else if (TOTAL_NAME.test(name) && types.includes('integer')) body[name] = page.total;
    else if (/^has_?(more|next)$/i.test(name)) body[name] = page.nextCursor !== undefined;
    else if (required.has(name)) body[name] = sampleValue(contract, property, `${seed}/${name}`);
  }
  yield body;
  if (Object.keys(ends).length > 0) yield { ...body, ...ends };
}

function typesOf(contract: Contract, schema: Schema): readonly unknown[] {
  const resolved = resolveSchema(contract, schema);
  return typeof resolved === 'object' ? [resolved['type']].flat() : [];
}
