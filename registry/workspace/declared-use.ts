import type { Place } from '../../errors.ts';
import type { ConsumerFile } from './read-consumers.ts';
import type { UsedOperation } from './consumer.ts';
import type { Workspace, WorkspaceContract } from './workspace.ts';

/** What one application, or the implementation of a contract, is declared to use of one contract, and where that is written. */
export interface DeclaredUse {
  readonly consumer: string;
  /** Who declares it: an application in its file, or a contract of what its implementation calls. */
  readonly by: ConsumerFile | WorkspaceContract;
  readonly contract: string;
  /** The version that the consumer was built against, when it says so. */
  readonly version?: string;
  readonly environments: readonly string[] | undefined;
  readonly validates: boolean;
  /** Undefined: any. */
  readonly operations: readonly DeclaredOperation[] | undefined;
  /** Where a node of the use stands: `/contract`, `/operations/0/reads/1`. */
  locate(pointer: string): Place;
}

/** What is used of one operation. */
export interface DeclaredOperation extends UsedOperation {
  /** Operation of the consumer's own contract in the course of which it is used, when contract.yaml says so. */
  readonly during?: string;
}

/**
 * All that is declared to be used in a workspace: by the files of consumers, and as `uses` in the contract.yaml of those who call. What an
 * application of the same name as a contract, or as the system behind it, says in its file stands for what contract.yaml says in short;
 * the mapping, and what `during` says, are kept.
 */
export async function declaredUses(workspace: Workspace): Promise<readonly DeclaredUse[]> {
  const { files } = await workspace.consumers();
  const inShort = usesInShort(workspace);
  const ofConsumers = files.flatMap((by) =>
    by.consumer.uses.map((use, index): DeclaredUse => ({
      consumer: by.consumer.id,
      by,
      contract: use.contract,
      ...(use.version !== undefined && { version: use.version }),
      environments: use.environments ?? by.consumer.environments,
      validates: by.consumer.validates ?? false,
      operations: use.operations?.map((each) => ({ ...inShort.get(keyOf(by.consumer.id, use.contract, each.operation)), ...each })),
      locate: (pointer) => by.locate(`/uses/${index}${pointer}`),
    })),
  );
  const said = new Set(
    ofConsumers.flatMap(({ consumer, contract, operations }) =>
      (operations ?? [undefined]).map((use) => keyOf(consumer, contract, use?.operation)),
    ),
  );
  const ofContracts = workspace.contracts.flatMap((by) =>
    (by.metadata.uses ?? []).flatMap(({ contract, ...operation }, index): readonly DeclaredUse[] => {
      const names = [by.id, by.metadata.system];
      if (names.some((name) => said.has(keyOf(name, contract, operation.operation)) || said.has(keyOf(name, contract, undefined))))
        return [];
      const { environments } = by.metadata;
      return [
        {
          consumer: by.id,
          by,
          contract,
          environments: environments.length === 0 ? undefined : environments.map(({ name }) => name),
          validates: true,
          operations: [operation],
          locate: (pointer) => by.locateMetadata(`/uses/${index}${pointer.replace(/^\/operations\/0/, '')}`),
        },
      ];
    }),
  );
  return [...ofConsumers, ...ofContracts];
}

/** What only contract.yaml says of a use, by who calls what. */
function usesInShort({ contracts }: Workspace): ReadonlyMap<string, Pick<DeclaredOperation, 'mapping' | 'during'>> {
  return new Map(
    contracts.flatMap(({ id, metadata: { uses = [], system } }) =>
      uses.flatMap(({ contract, operation, ...more }) => [id, system].map((name) => [keyOf(name, contract, operation), more] as const)),
    ),
  );
}

function keyOf(consumer: string, contract: string, operation: string | undefined): string {
  return JSON.stringify([consumer, contract, operation]);
}
