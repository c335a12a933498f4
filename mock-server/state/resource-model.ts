import type { Contract, HttpOperation, Schema } from '../../registry/contract/index.ts';
import { isAnnotated, shapeOf } from '../answers/schema-shape.ts';
import { successResponse } from '../answers/success-response.ts';
import { answersWithItem } from './answers-with-item.ts';
import type { Behaviour, Lookup, Making, View } from '../behaviour.ts';
import { lastParameter, matchTemplate, parentTemplate, positional } from './path-template.ts';

/** A collection that a contract's paths imply: `/accounts` with items at `/accounts/{accountId}`. */
export interface CollectionModel {
  readonly template: string;
  /** Path template of an item, when items have one. */
  readonly itemTemplate: string | undefined;
  readonly idParameter: string | undefined;
  /** Field of the resource that holds its id; undefined when no field does. */
  readonly idField: string | undefined;
  /** What a resource looks like to a reader; undefined when nothing says. */
  readonly schema: Schema | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  /** A POST makes resources; where none does, a PUT of an unknown one may. */
  readonly takesPosts: boolean;
  /** Operation whose answer shows one resource; the judge of seeds and patches. */
  readonly reader: HttpOperation | undefined;
}

/** What an operation does to the state. */
export type Role =
  | { readonly kind: 'create' | 'list' | 'read' | 'replace' | 'patch' | 'delete'; readonly collection: CollectionModel }
  | { readonly kind: 'show-view' | 'patch-view'; readonly collection: CollectionModel; readonly view: View }
  | { readonly kind: 'move' | 'act'; readonly collection: CollectionModel }
  | { readonly kind: 'make'; readonly collection: CollectionModel; readonly making: Making }
  | { readonly kind: 'look-up'; readonly lookup: Lookup }
  | { readonly kind: 'stateless' };

/** What a contract's operations do to the state, by REST shape and by the behaviour file. */
export interface ResourceModel {
  readonly collections: readonly CollectionModel[];
  readonly lookups: readonly Lookup[];
  /** Worked out at the first call for an operation. */
  roleOf(operation: HttpOperation): Role;
  /** Collections whose item a path lies below, outermost first: an unknown one makes the path unknown. */
  ancestorsOf(operation: HttpOperation): readonly CollectionModel[];
  /** Collections whose item a collection lies below, outermost first. */
  above(collection: CollectionModel): readonly CollectionModel[];
}

/**
 * Infers collections from REST shape. A path is a collection when resources are made there (POST beside a GET of the list or of items, or
 * PUT of items) or when the behaviour file seeds it; every other operation is answered without state.
 */
export function inferResources(contract: Contract, behaviour: Behaviour | undefined, seededTemplates: ReadonlySet<string>): ResourceModel {
  const byPath = new Map<string, Map<string, HttpOperation>>();
  for (const operation of contract.operations) {
    if (operation.kind !== 'http' || operation.origin !== 'path') continue;
    const path = positional(operation.path);
    byPath.set(path, (byPath.get(path) ?? new Map()).set(operation.method, operation));
  }
  const views = new Map(Object.entries(behaviour?.views ?? {}).map(([path, view]) => [positional(path), view]));
  const collections = new Map<string, CollectionModel>();
  for (const [path, methods] of byPath) {
    const first = methods.values().next().value as HttpOperation;
    const isItem = lastParameter(first.path) !== undefined;
    const template = isItem ? parentTemplate(first.path) : first.path;
    const key = positional(template);
    if (collections.has(key) || views.has(key) || views.has(path)) continue;
    const onCollection = byPath.get(key);
    const onItem = byPath.get(`${key}/{}`);
    const creates = onCollection?.has('POST') && (onItem?.has('GET') || listsResources(contract, onCollection.get('GET')));
    if (!creates && !onItem?.has('PUT') && !seededTemplates.has(key)) continue;
    collections.set(key, describeCollection(contract, template, onCollection, onItem));
  }
  return makeModel(contract, collections, views, behaviour);
}

function makeModel(
  contract: Contract,
  collections: ReadonlyMap<string, CollectionModel>,
  views: ReadonlyMap<string, View>,
  behaviour: Behaviour | undefined,
): ResourceModel {
  const all = [...collections.values()];
  const lookups = behaviour?.lookups ?? {};
  const moves = movesOf(behaviour, collections);
  const roles = new Map<HttpOperation, Role>();
  const ancestors = new Map<string, readonly CollectionModel[]>();
  const above = (path: string): readonly CollectionModel[] => {
    let known = ancestors.get(path);
    if (!known) ancestors.set(path, (known = findAncestors(path, collections)));
    return known;
  };
  const makingOf = ({ operationId = '' }: HttpOperation): Role | undefined => {
    const making = Object.hasOwn(behaviour?.creates ?? {}, operationId) ? behaviour?.creates[operationId] : undefined;
    const collection = making && all.find(({ template }) => matchTemplate(template, making.create) !== undefined);
    return making && collection && { kind: 'make', collection, making };
  };
  const actionOf = (operation: HttpOperation): Role | undefined => {
    const own = lastParameter(operation.path) === undefined ? undefined : collections.get(parentTemplate(positional(operation.path)));
    const acted = [...above(operation.path), ...(own ? [own] : [])].findLast(({ schema }) => answersWithItem(contract, operation, schema));
    return acted && { kind: 'act', collection: acted };
  };
  const inferredRole = (operation: HttpOperation): Role => {
    const role = inferRole(operation, collections, views, lookups);
    return role.kind === 'stateless' ? (actionOf(operation) ?? role) : role;
  };
  return {
    collections: all,
    lookups: Object.values(lookups),
    roleOf(operation) {
      let role = roles.get(operation);
      if (!role) roles.set(operation, (role = makingOf(operation) ?? moveOf(operation, moves, inferredRole(operation))));
      return role;
    },
    ancestorsOf: ({ path }) => above(path),
    above: ({ template }) => above(template),
  };
}

/** The collections whose resources an operation moves, by operationId. */
function movesOf(
  behaviour: Behaviour | undefined,
  collections: ReadonlyMap<string, CollectionModel>,
): ReadonlyMap<string, CollectionModel> {
  const moves = new Map<string, CollectionModel>();
  for (const [template, transitions] of Object.entries(behaviour?.transitions ?? {})) {
    const collection = collections.get(positional(parentTemplate(template)));
    for (const name of transitions.moves.flatMap(({ by }) => by ?? [])) if (collection) moves.set(name, collection);
  }
  return moves;
}

/** An operation that makes a move does nothing else, unless it writes the resource anyway. */
function moveOf(operation: HttpOperation, moves: ReadonlyMap<string, CollectionModel>, role: Role): Role {
  const collection = moves.get(operation.operationId ?? '');
  const writes = role.kind === 'replace' || role.kind === 'patch' || role.kind === 'patch-view';
  return collection && !writes ? { kind: 'move', collection } : role;
}

const ITEM_ROLES = { GET: 'read', PUT: 'replace', PATCH: 'patch', DELETE: 'delete' } as const;
const COLLECTION_ROLES = { GET: 'list', POST: 'create' } as const;

function inferRole(
  operation: HttpOperation,
  collections: ReadonlyMap<string, CollectionModel>,
  views: ReadonlyMap<string, View>,
  lookups: Readonly<Record<string, Lookup>>,
): Role {
  const lookup = Object.hasOwn(lookups, operation.operationId ?? operation.key) && lookups[operation.operationId ?? operation.key];
  if (lookup) return { kind: 'look-up', lookup };
  const path = positional(operation.path);
  const view = views.get(path);
  const viewed = view && collections.get(positional(parentTemplate(view.of)));
  if (view && viewed && operation.method === 'GET') return { kind: 'show-view', collection: viewed, view };
  if (view && viewed && operation.method === 'PATCH') return { kind: 'patch-view', collection: viewed, view };
  const here = collections.get(path);
  const onCollection = COLLECTION_ROLES[operation.method as keyof typeof COLLECTION_ROLES];
  if (here && onCollection) return { kind: onCollection, collection: here };
  const around = path.endsWith('/{}') ? collections.get(parentTemplate(path)) : undefined;
  const onItem = ITEM_ROLES[operation.method as keyof typeof ITEM_ROLES];
  if (around && onItem) return { kind: onItem, collection: around };
  return { kind: 'stateless' };
}

function findAncestors(path: string, collections: ReadonlyMap<string, CollectionModel>): readonly CollectionModel[] {
  const found: CollectionModel[] = [];
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const prefix = positional(path.slice(0, end));
    const collection = prefix.endsWith('/{}') ? collections.get(parentTemplate(prefix)) : undefined;
    if (collection) found.push(collection);
  }
  return found;
}

function describeCollection(
  contract: Contract,
  template: string,
  onCollection: ReadonlyMap<string, HttpOperation> | undefined,
  onItem: ReadonlyMap<string, HttpOperation> | undefined,
): CollectionModel {
  const itemTemplate = onItem?.values().next().value?.path;
  const reader = onItem?.get('GET') ?? onCollection?.get('POST');
  const schema = (reader && successResponse(reader)?.json?.schema) ?? onItem?.get('PUT')?.requestBody?.content[0]?.schema;
  const properties = schema === undefined ? new Map<string, Schema>() : shapeOf(contract, schema).properties;
  const idParameter = itemTemplate && lastParameter(itemTemplate);
  const idField = findIdField(contract, template, idParameter, properties);
  const takesPosts = onCollection?.has('POST') ?? false;
  return { template, itemTemplate, idParameter, idField, schema, properties, takesPosts, reader };
}

/** `accountId` for `/accounts/{accountId}`, else `id`, else the singular of the collection with `Id`; readOnly ones only where no items are addressed. */
function findIdField(
  contract: Contract,
  template: string,
  idParameter: string | undefined,
  properties: ReadonlyMap<string, Schema>,
): string | undefined {
  const noun = template
    .slice(template.lastIndexOf('/') + 1)
    .replace(/ies$/, 'y')
    .replace(/s$/, '');
  const camel = noun.replaceAll(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
  const last = camel.replace(/^.*(?=[A-Z][a-z]+$)/, '').toLowerCase();
  const names = [idParameter, 'id', `${camel}Id`, `${noun}_id`, `${last}Id`].filter((name) => name !== undefined);
  const found = names.find((name) => properties.has(name));
  if (found !== undefined || idParameter === undefined) return found;
  const readOnly = [...properties].filter(([name, schema]) => /id$/i.test(name) && isAnnotated(contract, schema, 'readOnly'));
  return readOnly.length === 1 ? readOnly[0]?.[0] : undefined;
}

function listsResources(contract: Contract, list: HttpOperation | undefined): boolean {
  const schema = list && successResponse(list)?.json?.schema;
  if (schema === undefined) return false;
  const shape = shapeOf(contract, schema);
  return (
    shape.types.includes('array') || [...shape.properties.values()].some((property) => shapeOf(contract, property).types.includes('array'))
  );
}
