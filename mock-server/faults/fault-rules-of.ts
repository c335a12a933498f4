import { InterlockError } from '../../errors.ts';
import type { MockContract } from '../mock-contract.ts';
import { findUnknownOperation } from './find-unknown-operation.ts';
import type { FaultRule } from './fault-rule.ts';

/**
 * The faults of a contract's mock: those of its mock.yaml, then those that are given for it or for every contract.
 *
 * @throws InterlockError WORKSPACE_INVALID, with its place in mock.yaml, for an operation that the contract does not have;
 * rate limits are checked alike.
 */
export function faultRulesOf({ id, compiled, behaviour }: MockContract, given: readonly FaultRule[]): readonly FaultRule[] {
  const own = behaviour?.faults ?? [];
  for (const [key, rules] of [
    ['faults', own],
    ['rateLimits', behaviour?.rateLimits ?? []],
  ] as const) {
    const unknown = findUnknownOperation([compiled.contract], rules);
    if (!unknown) continue;
    throw new InterlockError('WORKSPACE_INVALID', unknown.message, { place: behaviour?.locate(`/${key}/${unknown.index}/operation`) });
  }
  return [...own, ...given.filter(({ contract }) => contract === undefined || contract === id)];
}
