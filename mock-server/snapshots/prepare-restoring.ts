import { refuse } from '../http/refusals/problem.ts';
import type { Refusal } from '../http/refusals/problem.ts';
import { restoreMock } from './mock-snapshot.ts';
import type { Remembering } from './mock-snapshot.ts';
import { isMockSnapshot } from './snapshot-schemas.ts';
import { snapshotFaults } from './stored-faults.ts';

/**
 * Makes what brings a mock to a snapshot: the refusal where a resource in it does not fit the contract, or has another id than the one that it is stored
 * under; undefined for a value that is none.
 */
export function prepareRestoring(mock: Remembering, snapshot: unknown): (() => void) | Refusal | undefined {
  if (!isMockSnapshot(snapshot)) return undefined;
  const faults = snapshotFaults(mock.state, snapshot.collections);
  const of = `the mock of ${mock.state.contractId}`;
  if ('unknown' in faults) return refuse(422, 'SNAPSHOT_INVALID', `'${faults.unknown}' is no collection that ${of} keeps`);
  if (faults.length === 0) return () => restoreMock(mock, snapshot);
  const detail = `Resources of ${of} do not fit its contract: pointers lead into its collections`;
  return refuse(422, 'SNAPSHOT_INVALID', detail, { violations: faults });
}
