import { formatPlace } from '../../../errors.ts';
import type { Place } from '../../../errors.ts';
import { escapePointerSegment, pointerSegments } from '../../../registry/contract/index.ts';
import type { Violation } from '../../../registry/contract/index.ts';
import { refuse } from '../../http/refusals/problem.ts';
import { refusal } from '../outcome.ts';
import type { MockState, Outcome } from '../outcome.ts';
import { positional } from '../model/path-template.ts';
import type { CollectionModel } from '../model/collection-model.ts';

/** What is wrong with a value that the behaviour file computes, and where it says how. */
interface ComputedFault {
  readonly message: string;
  readonly place: Place | undefined;
}

/**
 * The refusal of a change after which the resource would not fit: 422 with what the caller is to blame for. Where only computed fields don't fit, that is
 * the behaviour file's fault: 500, with the place in it, which the log has once.
 */
export function refuseUnfit(mock: MockState, collection: CollectionModel, faults: readonly Violation[], detail: string): Outcome {
  const blamed = computedFault(mock, collection, faults);
  if (!blamed) {
    const senders = faults.filter((fault) => !computedPointer(mock, collection, fault));
    return refusal(refuse(422, 'RESOURCE_INVALID', detail, { violations: senders }));
  }
  const line = `${blamed.place ? `${formatPlace(blamed.place)}: ` : ''}${blamed.message}`;
  mock.warnOnce(`${mock.contractId}: ${line}`);
  return refusal(refuse(500, 'COMPUTED_INVALID', line, { violations: faults }));
}

/** What is wrong with the first computed field of a resource, where nothing else is wrong with it. */
export function computedFault(
  mock: Pick<MockState, 'index' | 'behaviour'>,
  collection: CollectionModel,
  faults: readonly Violation[],
): ComputedFault | undefined {
  const pointers = faults.map((fault) => computedPointer(mock, collection, fault));
  const [pointer] = pointers;
  if (pointer === undefined || pointers.includes(undefined)) return undefined;
  const message = `what is computed for '${pointer}' of ${collection.template} does not fit the contract: ${faults[0]?.message}`;
  return { message, place: placeOfComputed(mock, collection, pointer) };
}

/** The computed field that a fault is in. */
export function computedPointer(
  { index }: Pick<MockState, 'index'>,
  collection: CollectionModel,
  { pointer }: Violation,
): string | undefined {
  return index.computedOf(collection).find(([computed]) => isWithin(pointer, computed))?.[0];
}

/** True for a pointer at or below another one, in which `*` stands for any item. */
function isWithin(pointer: string, above: string): boolean {
  const tokens = pointerSegments(pointer);
  return pointerSegments(above).every((token, index) => token === tokens[index] || (token === '*' && tokens[index] !== undefined));
}

function placeOfComputed(
  { behaviour }: Pick<MockState, 'behaviour'>,
  { template, itemTemplate }: CollectionModel,
  pointer: string,
): Place | undefined {
  const wanted = positional(itemTemplate ?? `${template}/{}`);
  const written = Object.keys(behaviour?.computed ?? {}).find((one) => positional(one) === wanted);
  if (!behaviour || written === undefined) return undefined;
  return behaviour.locate(`/computed/${escapePointerSegment(written)}/${escapePointerSegment(pointer)}`);
}
