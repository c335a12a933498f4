import { isObject } from '../../answers/schema-shape.ts';
import type { Move, Transitions } from '../../behaviour.ts';
import { evaluate } from './expression.ts';
import type { Scope } from './expression.ts';
import type { MockState, Outcome } from '../outcome.ts';
import { refuseAs } from './refuse-as.ts';
import type { CollectionModel } from '../model/collection-model.ts';
import type { Resource } from '../resource-store.ts';
import { setAt } from '../set-at.ts';
import { textOf } from '../text-of.ts';
import { listOf } from './arrivals.ts';

/**
 * Lets the field of state of a resource begin or change as its transitions say, with what the move sets beside.
 *
 * @param scope of the resource as the request would have it
 */
export function applyTransition(
  mock: MockState,
  collection: CollectionModel,
  operationId: string | undefined,
  scope: Scope,
): { readonly value: Resource } | Outcome {
  const transitions = mock.index.transitionsOf(collection);
  const { resource, before } = scope;
  if (!transitions) return { value: resource };
  const { field } = transitions;
  if (!before) return begin(transitions, scope);
  if (resource[field] === before[field]) return { value: resource };
  const move = transitions.moves.find((one) => leads(one, before[field], resource[field]) && mayBeWritten(one, operationId));
  return move ? { value: makeMove(transitions, move, scope) } : refuseMove(transitions, before);
}

/** The resource after a move. */
export function makeMove(transitions: Transitions, move: Move, scope: Scope): Resource {
  let value: Resource = { ...scope.resource, [transitions.field]: move.to };
  for (const [pointer, expression] of Object.entries(move.set ?? {})) {
    value = setAt(value, pointer, () => evaluate(expression, { ...scope, resource: value })) as Resource;
  }
  return value;
}

/** The refusal of a move that is not allowed. */
export function refuseMove(transitions: Transitions, before: Resource): Outcome {
  const said = `'${transitions.field}' is '${textOf(before[transitions.field])}', which does not allow this`;
  return refuseAs(transitions.refusedAs ?? { status: 409, code: 'TRANSITION_NOT_ALLOWED' }, before, said);
}

function begin(transitions: Transitions, { resource, body }: Scope): { readonly value: Resource } | Outcome {
  const initial = listOf(transitions.initial);
  if (initial.length === 0) return { value: resource };
  const sent = isObject(body) ? body[transitions.field] : undefined;
  if (sent === undefined) return { value: { ...resource, [transitions.field]: initial[0] } };
  return initial.includes(textOf(sent)) ? { value: resource } : refuseMove(transitions, resource);
}

function leads(move: Move, from: unknown, to: unknown): boolean {
  return move.to === to && listOf(move.from).includes(textOf(from));
}

function mayBeWritten(move: Move, operationId: string | undefined): boolean {
  return move.by === undefined ? move.after === undefined : listOf(move.by).includes(operationId ?? '');
}
