import { childPointer } from '../../registry/contract/index.ts';
import { membersOf } from '../documents/members.ts';
import { listOf, memberOf, objectAt } from './target.ts';

/** Where a mock's behaviour file names an operation, by JSON pointers. */
export interface BehaviourNames {
  /** Members whose key is the name. */
  readonly keys: readonly string[];
  /** Texts that are the name. */
  readonly texts: readonly string[];
}

/** Members of a behaviour file that are called by an operation each. */
const BY_OPERATION = [['lookups'], ['rules'], ['creates'], ['latency', 'operations']];

/**
 * Where a behaviour file (mock.schema.json) names an operation: look-ups, rules, makings and latencies by their key, moves of states, emissions, limits and faults by a text.
 *
 * @param value of the file
 */
export function behaviourNames(value: unknown, name: string): BehaviourNames {
  const keys = BY_OPERATION.filter((path) => Object.hasOwn(objectAt(value, ...path), name)).map((path) => `/${path.join('/')}`);
  const named = (holder: unknown, key: string, at: string): readonly string[] => textsAt(memberOf(holder, key), name, `${at}/${key}`);
  const each = (key: string, member: string): readonly string[] =>
    listOf(memberOf(value, key)).flatMap((item, index) => named(item, member, `/${key}/${index}`));
  const moves = membersOf(objectAt(value, 'transitions')).flatMap(([template, transitions]) =>
    listOf(memberOf(transitions, 'moves')).flatMap((move, index) =>
      named(move, 'by', `${childPointer('/transitions', template)}/moves/${index}`),
    ),
  );
  return {
    keys: keys.map((at) => childPointer(at, name)),
    texts: [...moves, ...each('emits', 'on'), ...each('rateLimits', 'operation'), ...each('faults', 'operation')],
  };
}

/** A text, or the items of a list, that are the name. */
function textsAt(value: unknown, name: string, pointer: string): readonly string[] {
  if (value === name) return [pointer];
  return listOf(value).flatMap((item, index) => (item === name ? [`${pointer}/${index}`] : []));
}
