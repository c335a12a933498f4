import type { Place } from '../../errors.ts';
import type { OperationUse } from '../../registry/compatibility/index.ts';
import type { UsedOperation, Workspace } from '../../registry/workspace/index.ts';

/** What one application, or the implementation of a contract, is declared to use of one contract, and where that is written. */
export interface DeclaredUse {
  readonly consumer: string;
  readonly contract: string;
  readonly environments: readonly string[] | undefined;
  readonly validates: boolean;
  /** Undefined: any. */
  readonly operations: readonly OperationUse[] | undefined;
  /** Where a node of the use stands: `/contract`, `/operations/0/reads/1`. */
  locate(pointer: string): Place;
}

/**
 * All that is declared to be used in a workspace: by the files of consumers, and as `uses` in the contract.yaml of those who call. What an
 * application of the same name as a contract, or as the system behind it, says in its file stands for what contract.yaml says in short.
 */
export async function declaredUses(workspace: Workspace): Promise<readonly DeclaredUse[]> {
  const { files } = await workspace.consumers();
  const ofConsumers = files.flatMap(({ consumer, locate }) =>
    consumer.uses.map((use, index): DeclaredUse => ({
      consumer: consumer.id,
      contract: use.contract,
      environments: use.environments ?? consumer.environments,
      validates: consumer.validates ?? false,
      operations: use.operations?.map(operationUse),
      locate: (pointer) => locate(`/uses/${index}${pointer}`),
    })),
  );
  const said = new Set(
    ofConsumers.flatMap(({ consumer, contract, operations }) =>
      (operations ?? [undefined]).map((use) => keyOf(consumer, contract, use?.operation)),
    ),
  );
  const ofContracts = workspace.contracts.flatMap(({ id, metadata: { uses, system, environments }, locateMetadata }) =>
    (uses ?? []).flatMap(({ contract, operation }, index): readonly DeclaredUse[] => {
      if ([id, system].some((name) => said.has(keyOf(name, contract, operation)) || said.has(keyOf(name, contract, undefined)))) return [];
      return [
        {
          consumer: id,
          contract,
          environments: environments.length === 0 ? undefined : environments.map(({ name }) => name),
          validates: true,
          operations: [{ operation }],
          locate: (pointer) => locateMetadata(`/uses/${index}${pointer.replace(/^\/operations\/0/, '')}`),
        },
      ];
    }),
  );
  return [...ofConsumers, ...ofContracts];
}

function keyOf(consumer: string, contract: string, operation: string | undefined): string {
  return JSON.stringify([consumer, contract, operation]);
}

function operationUse({ statuses, ...use }: UsedOperation): OperationUse {
  return { ...use, ...(statuses && { statuses: statuses.map(String) }) };
}
