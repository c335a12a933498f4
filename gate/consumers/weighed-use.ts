import type { OperationUse } from '../../registry/compatibility/index.ts';
import { type DeclaredOperation, type DeclaredUse, declaredUses, type Workspace } from '../../registry/workspace/index.ts';

/** A use as comparing versions weighs it. */
export interface WeighedUse extends Omit<DeclaredUse, 'operations'> {
  /** Undefined: any. */
  readonly operations: readonly OperationUse[] | undefined;
}

/** All that is declared to be used in a workspace, as comparing versions weighs it. */
export async function weighedUses(workspace: Workspace): Promise<readonly WeighedUse[]> {
  return (await declaredUses(workspace)).map((use) => ({ ...use, operations: use.operations?.map(operationUse) }));
}

function operationUse({ statuses, mapping: _mapping, during: _during, ...use }: DeclaredOperation): OperationUse {
  return { ...use, ...(statuses && { statuses: statuses.map(String) }) };
}
