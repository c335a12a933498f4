import type { EmittedEvent } from '../../events/emitted-event.ts';
import { childrenOf, makeScope, resourcesAbove } from './change-scope.ts';
import type { Cause, Change } from './change-scope.ts';
import { computeFields } from './compute-fields.ts';
import { evaluate, holds } from './expression.ts';
import type { Scope } from './expression.ts';
import type { MockState, Outcome } from '../outcome.ts';
import { refuseAs } from './refuse-as.ts';
import { findResourceFaults } from '../resource-answers.ts';
import { entityTag } from '../resource-store.ts';
import type { Resource } from '../resource-store.ts';
import { refuseUnfit } from './settle-faults.ts';
import { applyTransition } from './transitions.ts';

/** A change as the behaviour file lets it happen. */
export interface SettledChange {
  /** The resource with its computed fields; what it was, where it is to be removed. */
  readonly value: Resource;
  readonly etag: string;
  readonly events: readonly EmittedEvent[];
  /** Stores the change, and what it changes in the resources above; where it was tried on a copy first, in the state that is told. */
  commit(into?: MockState): void;
}

/**
 * Brings a change under the behaviour file: its field of state must be allowed to move, computed fields are worked out, the operation's rules
 * must hold, and what lies above is worked out anew.
 *
 * @returns a refusal where one of them does not allow it; nothing is stored before `commit`.
 */
export function settleChange(mock: MockState, cause: Cause, change: Change): SettledChange | Outcome {
  const { collection, path, id, before } = change;
  const begun = change.after && beginChange(mock, cause, change, change.after);
  if (begun && 'kind' in begun) return begun;
  const scopeOf = (resource: Resource): Scope => makeScope(mock, cause, { ...change, after: resource });
  const after = begun && computeFields(mock, collection, begun.value, scopeOf);
  const value = after ?? before ?? {};
  for (const rule of mock.index.rulesOf(cause.operation?.operationId)) {
    if (!holds(rule.require, scopeOf(value))) return refuseAs(rule, value, 'The change is against the rules of the system');
  }
  const isJudged = before !== undefined || mock.index.computedOf(collection).length > 0;
  const faults = after && isJudged ? findResourceFaults(mock, collection, after) : undefined;
  if (faults) {
    return refuseUnfit(mock, collection, faults, `The changed resource would not fit ${collection.template}`);
  }
  const above = settleAbove(mock, cause, { ...change, after });
  if ('kind' in above) return above;
  const etag = after ? entityTag(after) : '';
  return {
    value,
    etag,
    events: emittedBy(mock, cause, change, value, scopeOf),
    commit({ session, store, fresh } = mock) {
      const atMs = cause.atMs ?? session.clock.now();
      store.asOne(() => {
        if (after) store.put(path, id, after, atMs, etag);
        else store.remove(path, id);
        for (const parent of above.parents) store.put(parent.path, parent.id, parent.value, atMs);
      });
      if (after && cause.atMs === undefined && mock.index.timedMovesOf(collection)) fresh.push({ collection, path, id });
    },
  };
}

function beginChange(mock: MockState, cause: Cause, change: Change, after: Resource): { readonly value: Resource } | Outcome {
  if (change.isMove || !mock.index.transitionsOf(change.collection)) return { value: after };
  return applyTransition(mock, change.collection, cause.operation?.operationId, makeScope(mock, cause, change));
}

interface StoredAbove {
  readonly path: string;
  readonly id: string;
  readonly value: Resource;
}

/** Works out the computed fields of the resources that a change lies below, innermost first. */
function settleAbove(mock: MockState, cause: Cause, change: Change): { readonly parents: readonly StoredAbove[] } | Outcome {
  const parents: StoredAbove[] = [];
  if (!mock.behaviour) return { parents };
  let pending: Change = change;
  for (const { collection, path, id, stored } of resourcesAbove(mock, change.collection, change.path)) {
    if (mock.index.computedOf(collection).length === 0) continue;
    if (!stored) break;
    const below = pending;
    const scopeOf = (resource: Resource): Scope => ({
      ...makeScope(mock, cause, { collection, path, id, before: stored.value, after: resource }),
      children: (name) => childrenOf(mock, path, id, name, below),
    });
    const value = computeFields(mock, collection, stored.value, scopeOf);
    const faults = findResourceFaults(mock, collection, value);
    if (faults) {
      return refuseUnfit(mock, collection, faults, `The resource above would not fit ${collection.template}`);
    }
    parents.push({ path, id, value });
    pending = { collection, path, id, before: stored.value, after: value };
  }
  return { parents };
}

function emittedBy(
  mock: MockState,
  cause: Cause,
  { collection, before }: Change,
  value: Resource,
  scopeOf: (resource: Resource) => Scope,
): readonly EmittedEvent[] {
  const emissions = mock.index.emissionsOf(cause.operation?.operationId, collection, before, value);
  if (emissions.length === 0) return [];
  const scope = scopeOf(value);
  return emissions.flatMap(({ when, headers, payload, contract, channel, message }) => {
    if (when && !holds(when, scope)) return [];
    const sent = Object.entries(headers ?? {}).map(([name, value]) => [name, evaluate(value, scope)] as const);
    const named = message === undefined ? { contract, channel } : { contract, channel, message };
    return [{ ...named, payload: evaluate(payload, scope), headers: Object.fromEntries(sent.filter(([, value]) => value !== undefined)) }];
  });
}
