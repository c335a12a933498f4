import type { EmittedEvent } from '../events/emitted-event.ts';
import { refuse } from '../http/problem.ts';
import { isMoney } from './compare-values.ts';
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts';
import { evaluate, holds } from './expression.ts';
import type { Scope } from './expression.ts';
import { findItem } from './find-item.ts';
import { refusal } from './outcome.ts';
import type { AcceptedRequest, MockState, Outcome } from './outcome.ts';
import { normalisePath, pathSegment } from './path-template.ts';
import { refuseAs } from './refuse-as.ts';
import { findResourceFaults } from './resource-answers.ts';
import type { CollectionModel } from './resource-model.ts';
import { entityTag } from './resource-store.ts';
import type { Resource } from './resource-store.ts';
import { setAt } from './set-at.ts';
import { applyTransition } from './transitions.ts';

/** A change that a request is about to make. */
export interface Change {
  readonly collection: CollectionModel;
  /** Path of the collection. */
  readonly path: string;
  readonly id: string;
  /** Undefined for a new resource. */
  readonly before: Resource | undefined;
  /** Undefined for one that is to be removed. */
  readonly after: Resource | undefined;
  /** The move that the operation itself makes needs no further leave. */
  readonly isMove?: boolean;
}

/** A change as the behaviour file lets it happen. */
export interface SettledChange {
  /** The resource with its computed fields; what it was, where it is to be removed. */
  readonly value: Resource;
  readonly etag: string;
  readonly events: readonly EmittedEvent[];
  /** Stores the change, and what it changes in the resources above. */
  commit(): void;
}

/**
 * Brings a change under the behaviour file: its field of state must be allowed to move, computed fields are worked out, the operation's rules
 * must hold, and what lies above is worked out anew.
 *
 * @returns a refusal where one of them does not allow it; nothing is stored before `commit`.
 */
export function settleChange(mock: MockState, request: AcceptedRequest, change: Change): SettledChange | Outcome {
  const { collection, path, id, before } = change;
  const begun = change.after && beginChange(mock, request, change, change.after);
  if (begun && 'kind' in begun) return begun;
  const scopeOf = (resource: Resource): Scope => makeScope(mock, request, { ...change, after: resource });
  const after = begun && compute(mock, collection, begun.value, scopeOf);
  const scope = scopeOf(after ?? before ?? {});
  for (const rule of mock.behaviour?.rules[request.operation.operationId ?? ''] ?? []) {
    if (!holds(rule.require, scope)) return refuseAs(rule, scope.resource, 'The change is against the rules of the system');
  }
  const isJudged = before !== undefined || mock.index.computedOf(collection).length > 0;
  const faults = after && isJudged ? findResourceFaults(mock, collection, after) : undefined;
  if (faults) {
    return refusal(refuse(422, 'RESOURCE_INVALID', `The changed resource would not fit ${collection.template}`, { violations: faults }));
  }
  const above = settleAbove(mock, request, { ...change, after });
  if ('kind' in above) return above;
  const etag = after ? entityTag(after) : '';
  return {
    value: scope.resource,
    etag,
    events: emittedBy(mock, request, scope),
    commit() {
      if (after) mock.store.put(path, id, after, mock.session.clock.now(), etag);
      else mock.store.remove(path, id);
      for (const parent of above.parents) mock.store.put(parent.path, parent.id, parent.value, mock.session.clock.now());
    },
  };
}

function beginChange(mock: MockState, request: AcceptedRequest, change: Change, after: Resource): { readonly value: Resource } | Outcome {
  if (change.isMove) return { value: after };
  return applyTransition(mock, change.collection, request.operation.operationId, makeScope(mock, request, change));
}

function compute(mock: MockState, collection: CollectionModel, value: Resource, scopeOf: (resource: Resource) => Scope): Resource {
  let resource = value;
  for (const [pointer, expression] of mock.index.computedOf(collection)) {
    const scope = scopeOf(resource);
    resource = setAt(resource, pointer, (current, part) => inFormOf(current, evaluate(expression, { ...scope, part }))) as Resource;
  }
  return resource;
}

/** A sum of nothing is the number 0: it takes the form that the field had. */
function inFormOf(current: unknown, computed: unknown): unknown {
  if (computed !== 0) return computed;
  if (isMoney(current))
    return { amount: formatDecimal(roundDecimal({ digits: 0n, scale: 0 }, scaleOf(current.amount))), currency: current.currency };
  return typeof current === 'string' ? formatDecimal(roundDecimal({ digits: 0n, scale: 0 }, scaleOf(current))) : computed;
}

function scaleOf(text: string): number {
  return parseDecimal(text)?.scale ?? 0;
}

interface StoredAbove {
  readonly path: string;
  readonly id: string;
  readonly value: Resource;
}

/** Works out the computed fields of the resources that a change lies below, innermost first. */
function settleAbove(mock: MockState, request: AcceptedRequest, change: Change): { readonly parents: readonly StoredAbove[] } | Outcome {
  const parents: StoredAbove[] = [];
  let pending: Change = change;
  for (const collection of mock.model.ancestorsOf(request.operation).toReversed()) {
    if (collection === change.collection || mock.index.computedOf(collection).length === 0) continue;
    const { path, id, stored } = findItem(mock, collection, request);
    if (!stored) break;
    const below = pending;
    const scopeOf = (resource: Resource): Scope => ({
      ...makeScope(mock, request, { collection, path, id, before: stored.value, after: resource }),
      children: (name) => childrenOf(mock, path, id, name, below),
    });
    const value = compute(mock, collection, stored.value, scopeOf);
    const faults = findResourceFaults(mock, collection, value);
    if (faults) {
      return refusal(refuse(422, 'RESOURCE_INVALID', `The resource above would not fit ${collection.template}`, { violations: faults }));
    }
    parents.push({ path, id, value });
    pending = { collection, path, id, before: stored.value, after: value };
  }
  return { parents };
}

/** What expressions see of a change. */
export function makeScope(mock: MockState, request: AcceptedRequest, change: Change): Scope {
  const above = mock.model.ancestorsOf(request.operation).findLast((ancestor) => ancestor !== change.collection);
  return {
    resource: change.after ?? {},
    before: change.before,
    parent: above && findItem(mock, above, request).stored?.value,
    body: request.body,
    now: mock.session.clock.now(),
    children: (name) => childrenOf(mock, change.path, change.id, name),
    *collection(path) {
      for (const { value } of mock.store.list(normalisePath(path))) yield value;
    },
  };
}

/** Resources below an item, with a change that is not stored yet. */
function* childrenOf(mock: MockState, path: string, id: string, name: string, pending?: Change): Generator<Resource> {
  const below = `${path}/${pathSegment(id)}/${name}`;
  const changes = pending?.path === below;
  for (const child of mock.store.list(below)) {
    if (!changes || child.id !== pending.id) yield child.value;
    else if (pending.after) yield pending.after;
  }
  if (changes && pending.after && !mock.store.find(below, pending.id)) yield pending.after;
}

function emittedBy(mock: MockState, request: AcceptedRequest, scope: Scope): readonly EmittedEvent[] {
  return mock.index.emissionsOf(request.operation.operationId).flatMap(({ when, headers, payload, contract, channel, message }) => {
    if (when && !holds(when, scope)) return [];
    const sent = Object.entries(headers ?? {}).map(([name, value]) => [name, evaluate(value, scope)] as const);
    const named = message === undefined ? { contract, channel } : { contract, channel, message };
    return [{ ...named, payload: evaluate(payload, scope), headers: Object.fromEntries(sent.filter(([, value]) => value !== undefined)) }];
  });
}
