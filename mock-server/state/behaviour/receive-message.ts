import { touchResource } from '../../answers/complete-resource.ts';
import { isObject } from '../../answers/schema-shape.ts';
import type { Changing, Making, Reception } from '../../behaviour.ts';
import { refuse } from '../../http/refusals/problem.ts';
import type { Refusal } from '../../http/refusals/problem.ts';
import { makeScope } from './change-scope.ts';
import { compareValues } from '../compare-values.ts';
import { evaluate, holds } from './expression.ts';
import { makeResource } from '../make-resource.ts';
import type { MockState, Outcome } from '../outcome.ts';
import { matchTemplate, normalisePath, parentTemplate } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource, StoredResource } from '../resource-store.ts';
import { setAt } from '../set-at.ts';
import { settleChange } from './settle-change.ts';
import type { SettledChange } from './settle-change.ts';
import { passTimeOfFresh } from './timed-moves.ts';
import { valueAt } from '../value-at.ts';

/**
 * Lets a message do to the state what the behaviour file says: make a resource, or change those that match it, as requests would. What is not
 * allowed changes nothing.
 *
 * @param seed begins the seed of what is generated
 * @returns why it was not allowed, for each change that was not
 */
export function receiveMessage(mock: MockState, reception: Reception, payload: unknown, seed: string): readonly Refusal[] {
  return 'create' in reception ? make(mock, reception, payload, seed) : change(mock, reception, payload);
}

function make(
  mock: MockState,
  { create, value, when }: Making & Pick<Reception, 'when'>,
  payload: unknown,
  seed: string,
): readonly Refusal[] {
  const path = normalisePath(create);
  const collection = mock.model.collections.find(({ template }) => matchTemplate(template, path) !== undefined);
  if (!collection) return [];
  const scope = makeScope(mock, { body: payload }, { collection, path, id: '', before: undefined, after: undefined });
  if (when && !holds(when, scope)) return [];
  const base = evaluate(value, scope);
  const sequence = mock.store.nextSequence();
  const made = makeResource(mock, collection, { path, sequence, base: isObject(base) ? base : {}, seed: `${seed} ${mock.contractId}` });
  if (mock.store.find(path, made.id)) return [refuse(409, 'RESOURCE_EXISTS', `A resource of ${collection.template} has this id already`)];
  return finish(mock, settleChange(mock, { body: payload }, { collection, path, id: made.id, before: undefined, after: made.value }));
}

function change(
  mock: MockState,
  { change: template, match, set, when }: Changing & Pick<Reception, 'when'>,
  payload: unknown,
): readonly Refusal[] {
  const [collection, found] = findMatching(mock, template, match, payload);
  if (!collection) return [];
  return found.flatMap(({ path, stored: { id, value: before } }) => {
    const scopeOf = (after: Resource) => makeScope(mock, { body: payload }, { collection, path, id, before, after });
    if (when && !holds(when, scopeOf(before))) return [];
    let next = before;
    for (const [pointer, value] of Object.entries(set)) next = setAt(next, pointer, () => evaluate(value, scopeOf(next))) as Resource;
    const changed = new Set(Object.keys(set).map((pointer) => pointer.split('/')[1] ?? ''));
    const after = touchResource(mock.compiled.contract, collection.properties, next, changed, mock.session.clock.now());
    return finish(mock, settleChange(mock, { body: payload }, { collection, path, id, before, after }));
  });
}

interface Found {
  readonly path: string;
  readonly stored: StoredResource;
}

function findMatching(
  mock: MockState,
  template: string,
  match: Changing['match'],
  payload: unknown,
): readonly [CollectionModel | undefined, readonly Found[]] {
  const wanted = Object.entries(match).map(([field, pointer]) => [field, valueAt(payload, pointer)] as const);
  const collection = mock.model.collections.find((one) => matchTemplate(one.template, parentTemplate(template)) !== undefined);
  if (!collection) return [undefined, []];
  const id = wanted.find(([field]) => field === collection.idField)?.[1];
  const found: Found[] = [];
  for (const path of mock.store.paths()) {
    if (matchTemplate(collection.template, path) === undefined) continue;
    const one = id === undefined ? undefined : mock.store.find(path, String(id));
    for (const stored of id === undefined ? mock.store.list(path) : one ? [one] : []) {
      if (wanted.every(([field, value]) => compareValues(stored.value[field], value) === 0)) found.push({ path, stored });
    }
  }
  return [collection, found];
}

function finish(mock: MockState, settled: SettledChange | Outcome): readonly Refusal[] {
  if ('kind' in settled) return settled.kind === 'refusal' ? [settled.refusal] : [];
  settled.commit();
  if (settled.events.length > 0) mock.tell(settled.events, mock.session.clock.now());
  passTimeOfFresh(mock);
  return [];
}
