import { escapePointerSegment } from '../../../registry/contract/index.ts';
import type { Contract, Schema } from '../../../registry/contract/index.ts';
import { shapeOf } from '../../answers/schema-shape.ts';
import type { CollectionModel } from '../model/collection-model.ts';

/** The pointer to a field by a parameter's name, whatever its case and separators; through parts where the resource itself has no such field. */
export function findField(contract: Contract, collection: Pick<CollectionModel, 'properties'>, name: string): string | undefined {
  if (collection.properties.has(name)) return `/${escapePointerSegment(name)}`;
  const tokens = name.split(/\.|\[|\]/).filter((token) => token !== '');
  if (tokens.length > 1) return walkField(contract, collection.properties, tokens);
  const found = namedLike(collection.properties, name);
  if (found !== undefined) return `/${escapePointerSegment(found)}`;
  for (const [part, schema] of collection.properties) {
    const { within, prefix } = partOf(contract, part, schema);
    const member = namedLike(within, name);
    if (member !== undefined) return `${prefix}/${escapePointerSegment(member)}`;
  }
  return undefined;
}

function walkField(contract: Contract, properties: ReadonlyMap<string, Schema>, tokens: readonly string[]): string | undefined {
  const [first = '', ...rest] = tokens;
  const found = namedLike(properties, first);
  const schema = found === undefined ? undefined : properties.get(found);
  if (found === undefined || schema === undefined) return undefined;
  if (rest.length === 0) return `/${escapePointerSegment(found)}`;
  const { within, prefix } = partOf(contract, found, schema);
  const below = walkField(contract, within, rest);
  return below === undefined ? undefined : prefix + below;
}

function partOf(
  contract: Contract,
  name: string,
  schema: Schema,
): { readonly within: ReadonlyMap<string, Schema>; readonly prefix: string } {
  const { items, properties } = shapeOf(contract, schema);
  const prefix = `/${escapePointerSegment(name)}`;
  return items === undefined ? { within: properties, prefix } : { within: shapeOf(contract, items).properties, prefix: `${prefix}/*` };
}

function namedLike(properties: ReadonlyMap<string, Schema>, name: string): string | undefined {
  if (properties.has(name)) return name;
  const plain = plainName(name);
  for (const known of properties.keys()) if (plainName(known) === plain) return known;
  return undefined;
}

function plainName(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}
