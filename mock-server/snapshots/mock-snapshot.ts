import type { FaultsSnapshot } from '../faults/session-faults.ts';
import type { OpenWindows } from '../faults/rate-limits.ts';
import type { HttpMock } from '../http/answer-request.ts';
import type { KeptKeys } from '../http/idempotency.ts';
import type { StoreSnapshot } from '../state/resource-store.ts';
import { markUnfit } from './stored-faults.ts';

/** All that decides what a mock of HTTP operations answers next in a session, beside the clock and what the mock was started with. */
export interface MockSnapshot extends StoreSnapshot {
  readonly keys?: KeptKeys;
  readonly windows?: OpenWindows;
  readonly faults?: FaultsSnapshot;
}

/** What of a mock a snapshot is of. */
export type Remembering = Pick<HttpMock, 'state' | 'keys' | 'limits' | 'faults'>;

/** What a mock remembers, as JSON. */
export function snapshotOf({ state, keys, limits, faults }: Remembering): MockSnapshot {
  const stored = state.store.snapshot();
  return {
    ...stored,
    collections: markUnfit(state, stored.collections),
    keys: keys.snapshot(),
    windows: limits.snapshot(),
    faults: faults.snapshot(),
  };
}

/** Brings a mock to what a snapshot says. */
export function restoreMock({ state, keys, limits, faults }: Remembering, snapshot: MockSnapshot): void {
  state.store.restore(snapshot);
  keys.restore(snapshot.keys ?? []);
  limits.restore(snapshot.windows ?? []);
  faults.restore(snapshot.faults ?? { counts: [] });
}
