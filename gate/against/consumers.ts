import type { ConsumerUse } from '../../registry/compatibility/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';

/** What applications are known to use of a contract. */
export async function consumersOf(_id: string, _before: Workspace, _now: Workspace): Promise<readonly ConsumerUse[]> {
  return [];
}
