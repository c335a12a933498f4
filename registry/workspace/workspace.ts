import type { CompiledContract, Contract, FileTree, ReadLog } from '../contract/index.ts';
import type { Place } from '../../errors.ts';
import type { ContractMetadata } from './contract-metadata.ts';
import type { ConsumerFiles } from './read-consumers.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

/** A landscape of contracts: a folder with an `interlock.config.yaml`, on disk or at a git ref. */
export interface Workspace {
  /** Absolute path of the folder on disk, also when the files are read from a git ref. */
  readonly folder: string;
  /** The git ref the files are read from; absent for the files on disk. */
  readonly ref?: string;
  /** Logs what is read of it. */
  readonly tree: FileTree;
  /** What was read of the tree so far, by its paths. */
  readonly reads: ReadLog;
  readonly config: WorkspaceConfig;
  /** Sorted by id. */
  readonly contracts: readonly WorkspaceContract[];
  /** What applications say that they use. Read once; a file that cannot be read is among the failures and keeps no other from being read. */
  consumers(): Promise<ConsumerFiles>;
  /** The contract of this id. Throws CONTRACT_UNKNOWN, which names ids that are spelt almost so. */
  contract(id: string): WorkspaceContract;
}

/** One contract of a workspace: its metadata, where its files are, and the contract itself when asked for. */
export interface WorkspaceContract {
  readonly id: string;
  /** Folder of the contract in the tree: `contracts/claims/claim-status`. */
  readonly folder: string;
  readonly metadata: ContractMetadata;
  /** Path of `contract.yaml` in the tree. */
  readonly metadataFile: string;
  /** Path of the OpenAPI or AsyncAPI document in the tree. */
  readonly document: string;
  /** Path of `mock.yaml` in the tree, when there is one. */
  readonly behaviour?: string;
  /** What `read` read of the tree. */
  readonly reads: ReadLog;
  /** The normal form. Read once; every call gives the same value. */
  read(): Promise<Contract>;
  /** The executable form. Compiled once; every call gives the same value. */
  compile(): Promise<CompiledContract>;
  /** Where a node of `contract.yaml` stands. */
  locateMetadata(pointer: string): Place;
}
