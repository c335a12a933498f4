import { InterlockError } from '../../errors.ts';
import type { MockContract } from '../mock-contract.ts';
import { findUnknownOperation } from './check-fault-rules.ts';
import type { FaultRule } from './fault-rule.ts';

/**
 * The faults of a contract's mock: those of its mock.yaml, then those that are given for it or for every contract.
 *
 * @throws InterlockError WORKSPACE_INVALID, with its place in mock.yaml, for an operation that the contract does not have.
 */
export function faultRulesOf({ id, compiled, behaviour }: MockContract, given: readonly FaultRule[]): readonly FaultRule[] {
  const own = behaviour?.faults ?? [];
  const unknown = findUnknownOperation([compiled.contract], own);
  if (unknown) {
    throw new InterlockError('WORKSPACE_INVALID', unknown.message, { place: behaviour?.locate(`/faults/${unknown.index}/operation`) });
  }
  return [...own, ...given.filter(({ contract }) => contract === undefined || contract === id)];
}
