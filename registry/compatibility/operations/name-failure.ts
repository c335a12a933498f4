import type { Location, Schema, SchemaObject } from '../../contract/index.ts';
import { childPointer, pointerSegments, sourceOf } from '../../contract/index.ts';
import { nameCause } from '../causes/name-cause.ts';
import { nameDeclaration } from '../causes/name-declaration.ts';
import { viewAt } from '../causes/schema-view.ts';
import type { Failure } from '../subsumption/index.ts';
import type { Comparing, Side } from './comparing.ts';
import type { Weight } from './draft.ts';
import type { SchemaFinding, SchemaPair } from './schema-finding.ts';

/** Names a failure and finds its places on both sides. */
export function nameFailure(
  comparing: Comparing,
  pair: SchemaPair,
  failure: Failure,
  receiver: Side['name'],
  weight: Weight,
): SchemaFinding {
  const { pointer, keyword, property, witness } = failure;
  const viewsAt = (place: string) => ({
    base: viewAt(comparing.base.contract, pair.base, witness, place),
    head: viewAt(comparing.head.contract, pair.head, witness, place),
  });
  const { base, head } = viewsAt(pointer);
  const value = valueAt(witness, pointer);
  const refusing = failure.receiver && comparing[receiver].declared().originOf(failure.receiver);
  const own = nameCause({ keyword, property, base, head, receiver, value, refusing });
  const declaration = nameDeclaration(pointer, own, viewsAt);
  const place =
    declaration?.pointer ?? (property === undefined || OF_ANY_MEMBER.has(own.ruleId) ? pointer : pointer + childPointer('', property));
  const locations = {
    sender: failure.sender && sourceOf(failure.sender),
    receiver: failure.receiver && receiverLocation(comparing[receiver], failure.receiver, keyword),
  };
  const fallback = (view: typeof base, side: Side, schema: Schema) => nearest(view.all) ?? schemaLocation(side, schema);
  const isHead = receiver === 'head';
  const propertyIn = (view: typeof base) =>
    property === undefined ? undefined : nearest(view.properties.get(property)?.filter((one) => typeof one === 'object') ?? []);
  return {
    ...(declaration ?? own),
    weight,
    base: propertyIn(base) ?? (isHead ? locations.sender : locations.receiver) ?? fallback(base, comparing.base, pair.base),
    head: propertyIn(head) ?? (isHead ? locations.receiver : locations.sender) ?? fallback(head, comparing.head, pair.head),
    pointer: generalise(witness, place),
    at: pointer,
    witness: () => ({ value: witness }),
    ...(locations.receiver ? { root: `${locations.receiver.file}#${locations.receiver.pointer}` } : {}),
  };
}

/** Causes that stand at an object or list, whichever of its members shows them. */
const OF_ANY_MEMBER: ReadonlySet<string> = new Set([
  'additional-properties-refused',
  'additional-properties-permitted',
  'property-names-changed',
  'items-refused',
  'items-permitted',
]);

function receiverLocation(side: Side, schema: SchemaObject, keyword: string): Location | undefined {
  const original = side.declared().originOf(schema);
  const location = sourceOf(original);
  if (location === undefined || keyword === '' || !Object.hasOwn(original, keyword)) return location;
  return { file: location.file, pointer: childPointer(location.pointer, keyword) };
}

function nearest(schemas: readonly SchemaObject[]): Location | undefined {
  for (const schema of schemas) {
    const location = sourceOf(schema);
    if (location !== undefined) return location;
  }
  return undefined;
}

/** Where a schema was declared. */
export function locationOf(schema: Schema): Location | undefined {
  return typeof schema === 'object' ? sourceOf(schema) : undefined;
}

/** Where a schema was declared, or what it refers to. */
export function schemaLocation(side: Side, schema: Schema): Location | undefined {
  if (typeof schema === 'boolean') return undefined;
  return sourceOf(schema) ?? (schema.$ref === undefined ? undefined : side.contract.schemas.get(schema.$ref)?.location);
}

/** A pointer into one value as a pointer into all of them: `*` for an index. */
export function generalise(value: unknown, pointer: string): string {
  let current = value;
  let general = '';
  for (const segment of pointerSegments(pointer)) {
    const isItem = current === undefined ? /^\d+$/.test(segment) : Array.isArray(current);
    general += isItem ? '/*' : childPointer('', segment);
    current = valueAt(current, childPointer('', segment));
  }
  return general;
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointerSegments(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, segment)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[segment];
  }
  return current;
}
