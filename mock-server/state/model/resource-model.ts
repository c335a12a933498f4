import type { Contract, HttpOperation, Schema } from '../../../registry/contract/index.ts';
import { shapeOf } from '../../answers/schema-shape.ts';
import { readableMedia, successResponse } from '../../answers/success-response.ts';
import { answersWithItem } from '../answers-with-item.ts';
import type { Behaviour, Lookup, Making, View } from '../../behaviour.ts';
import { describeCollection } from './describe-collection.ts';
import type { PathMethods } from './describe-collection.ts';
import { lastParameter, matchTemplate, parentTemplate, positional, slashed } from './path-template.ts';
import type { CollectionModel } from './collection-model.ts';

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
    const template = isItem ? parentTemplate(first.path) : slashed(first.path);
    const key = positional(template);
    if (collections.has(key) || views.has(key) || views.has(path)) continue;
    const onCollection = byPath.get(key);
    const onItem = byPath.get(`${key}/{}`);
    const isSingleton = !onItem && isAlone(contract, onCollection);
    if (!isSingleton && !keepsState(contract, onCollection, onItem) && !seededTemplates.has(key)) continue;
    collections.set(key, describeCollection(contract, template, onCollection, onItem, isSingleton));
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
  const writes = role.kind === 'patch-view' || ((role.kind === 'replace' || role.kind === 'patch') && role.collection === collection);
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
  const onItem = ITEM_ROLES[operation.method as keyof typeof ITEM_ROLES];
  if (here?.isSingleton) return onItem ? { kind: onItem, collection: here } : { kind: 'stateless' };
  const onCollection = COLLECTION_ROLES[operation.method as keyof typeof COLLECTION_ROLES];
  if (here && onCollection) return { kind: onCollection, collection: here };
  if (here && operation.method === 'PUT' && here.canGrow && makesOne(operation, here)) return { kind: 'create', collection: here };
  const around = path.endsWith('/{}') ? collections.get(parentTemplate(path)) : undefined;
  if (around && onItem) return { kind: onItem, collection: around };
  if (around && operation.method === 'POST' && makesOne(operation, around)) return { kind: 'patch', collection: around };
  return { kind: 'stateless' };
}

/** Does the operation take what a resource of the collection is made of? */
function makesOne({ requestBody }: HttpOperation, collection: CollectionModel): boolean {
  const [media] = requestBody?.content ?? [];
  return media !== undefined && collection.holdsOne(media.schema);
}

function findAncestors(template: string, collections: ReadonlyMap<string, CollectionModel>): readonly CollectionModel[] {
  const path = positional(template);
  const found: CollectionModel[] = [];
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const prefix = path.slice(0, end);
    const collection = prefix.endsWith('/{}') ? collections.get(parentTemplate(prefix)) : undefined;
    if (collection) found.push(collection);
  }
  return found;
}

/** Are resources made here, or those that are there changed? */
function keepsState(contract: Contract, onCollection: PathMethods | undefined, onItem: PathMethods | undefined): boolean {
  if (onItem?.has('PUT') || (onItem?.has('GET') && (onItem.has('PATCH') || onItem.has('DELETE') || onItem.has('POST')))) return true;
  const lists = (): boolean => holdsList(contract, successSchema(onCollection?.get('GET')), 0);
  if (onCollection?.has('POST')) return onItem?.has('GET') === true || lists();
  return onCollection?.has('PUT') === true && lists();
}

/** A path that shows one resource and takes it: `GET` and `PUT` or `PATCH` of `/settings`, of `/orders/{orderId}/address`. */
function isAlone(contract: Contract, methods: PathMethods | undefined): boolean {
  if (!methods?.has('GET') || methods.has('POST') || !(methods.has('PUT') || methods.has('PATCH'))) return false;
  const shown = successSchema(methods.get('GET'));
  const taken = (methods.get('PUT') ?? methods.get('PATCH'))?.requestBody?.content[0]?.schema;
  if (shown === undefined || shapeOf(contract, shown).types.includes('array')) return false;
  const { properties } = shapeOf(contract, taken ?? true);
  return (
    properties.size === 0 ||
    !holdsList(contract, shown, 0) ||
    [...properties.keys()].some((name) => shapeOf(contract, shown).properties.has(name))
  );
}

function successSchema(operation: HttpOperation | undefined): Schema | undefined {
  return operation && readableMedia(successResponse(operation))?.schema;
}

function holdsList(contract: Contract, schema: Schema | undefined, depth: number): boolean {
  if (schema === undefined) return false;
  const { types, properties } = shapeOf(contract, schema);
  if (types.includes('array')) return true;
  return depth < 3 && properties.size <= 12 && [...properties.values()].some((property) => holdsList(contract, property, depth + 1));
}
