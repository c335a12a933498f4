import { formatPlace } from '../../errors.ts';
import { escapePointerSegment } from '../../registry/contract/index.ts';
import type { Violation } from '../../registry/contract/index.ts';
import { refuse } from '../http/problem.ts';
import { refusal } from './outcome.ts';
import type { MockState, Outcome } from './outcome.ts';
import { positional } from './path-template.ts';
import type { CollectionModel } from './resource-model.ts';
import { pointerTokens } from './value-at.ts';

/**
 * The refusal of a change after which the resource would not fit: 422 with what the caller is to blame for. Where only computed fields don't fit, that is
 * the behaviour file's fault: 500, with the place in it, which the log has once.
 */
export function refuseUnfit(mock: MockState, collection: CollectionModel, faults: readonly Violation[], detail: string): Outcome {
  const computed = mock.index.computedOf(collection).map(([pointer]) => pointer);
  const senders = faults.filter((fault) => !computed.some((pointer) => isWithin(fault.pointer, pointer)));
  if (senders.length > 0 || faults.length === 0) return refusal(refuse(422, 'RESOURCE_INVALID', detail, { violations: senders }));
  const [first] = faults;
  const pointer = computed.find((one) => first !== undefined && isWithin(first.pointer, one)) ?? '';
  const place = placeOfComputed(mock, collection, pointer);
  const line = `${place}what is computed for '${pointer}' of ${collection.template} does not fit the contract: ${first?.message}`;
  mock.warnOnce(`${mock.contractId}: ${line}`);
  return refusal(refuse(500, 'COMPUTED_INVALID', line, { violations: faults }));
}

/** True for a pointer at or below another one, in which `*` stands for any item. */
function isWithin(pointer: string, above: string): boolean {
  const tokens = pointerTokens(pointer);
  return pointerTokens(above).every((token, index) => token === tokens[index] || (token === '*' && tokens[index] !== undefined));
}

function placeOfComputed({ behaviour }: MockState, { template, itemTemplate }: CollectionModel, pointer: string): string {
  const wanted = positional(itemTemplate ?? `${template}/{}`);
  const written = Object.keys(behaviour?.computed ?? {}).find((one) => positional(one) === wanted);
  if (!behaviour || written === undefined) return '';
  return `${formatPlace(behaviour.locate(`/computed/${escapePointerSegment(written)}/${escapePointerSegment(pointer)}`))}: `;
}
