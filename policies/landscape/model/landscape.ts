import type { Place } from '../../../errors.ts';
import type { Contract, Location, Operation } from '../../../registry/contract/index.ts';
import type {
  Consumer,
  ContractMetadata,
  Criticality,
  DataClassification,
  DeclaredOperation,
  Layer,
  Mapping,
  Settings,
  WorkspaceConfig,
} from '../../../registry/workspace/index.ts';

/** All contracts of a workspace at once, with who uses what of them: what rules over the whole landscape look at. */
export interface Landscape {
  /** ISO date on which sunsets are judged. */
  readonly asOf: string;
  readonly config: WorkspaceConfig;
  /** In the order of their ids. */
  readonly members: readonly Member[];
  /** Each caller with each contract that it is declared to use. */
  readonly dependencies: readonly Dependency[];
  /** The code of applications that say where theirs is. */
  readonly code: readonly CallerCode[];
  /** Mappings that uses name, by path; the reason where one cannot be read. */
  readonly mappings: ReadonlyMap<string, Settings<Mapping> | string>;
  /** Was everything read that may say who uses what: every contract and every file of a consumer? */
  readonly isWhole: boolean;
  /** Does it stand among the canonical entities? */
  isCanonical(location: Location): boolean;
}

/** A contract of the landscape. */
export interface Member {
  readonly id: string;
  readonly metadata: ContractMetadata;
  /** The normal form; undefined when it cannot be read, which others report. */
  readonly contract: Contract | undefined;
  /** Where a node of `contract.yaml` stands. */
  locateMetadata(pointer: string): Place;
}

/** Who calls: an application with a file of its own, or the implementation of a contract, or both under one name. */
export interface Party {
  readonly id: string;
  /** The file of the application, when there is one. */
  readonly consumer: Consumer | undefined;
  /** The contract of that id, or those that the system of that id implements. */
  readonly members: readonly Member[];
  /** Undefined when nothing says it, or contracts of one system disagree. */
  readonly layer: Layer | undefined;
  /** That of the application, else the gravest of its contracts. */
  readonly criticality: Criticality | undefined;
  /** The highest class of data that it may be given, as its file says. */
  readonly clearance: DataClassification | undefined;
  /** Names of the systems that it is, or is part of. */
  readonly systems: readonly string[];
  /** Where what it is stands: its layer, clearance, service level. */
  locate(key: 'layer' | 'criticality' | 'clearance' | 'slo'): Place;
}

/** What one caller uses of one contract. */
export interface Dependency {
  readonly caller: Party;
  /** Id that the use names. */
  readonly contractId: string;
  /** The contract; undefined when the landscape has none of that id. */
  readonly target: Member | undefined;
  readonly uses: readonly OperationUse[];
}

/** The use of one operation. */
export interface OperationUse {
  /** As declared: operationId or key; undefined: any operation. */
  readonly name: string | undefined;
  /** The operations of the contract that it means; none when the contract does not declare it. */
  readonly operations: readonly Operation[];
  readonly declared: DeclaredOperation | undefined;
  /** The version that the caller was built against, when it says so. */
  readonly version: string | undefined;
  /** What the newest release of that version's line declares, when the contract itself is of another. */
  readonly servedBy: Contract | undefined;
  /** Undefined: unknown, so anywhere. */
  readonly environments: readonly string[] | undefined;
  /** Where the contract is named. */
  locateContract(): Place;
  /** Where a node of the use stands: '' for the whole of it, `/reads/1`. */
  locate(pointer: string): Place;
}

/** What the code of an application tells of the calls that it makes. */
export interface CallerCode {
  readonly caller: Party;
  readonly calls: readonly CodeCall[];
  /** Requests past any contract: by `fetch`, or by a library that speaks HTTP or to a broker. */
  readonly requests: readonly { readonly name: string; readonly place: Place }[];
  /** Paths that are said to hold its code and hold none, and where that is said. */
  readonly missing: readonly { readonly path: string; readonly place: Place }[];
  /** Where the application says where its code is. */
  readonly place: Place;
}

/** The call of an operation by a generated client: the first of that operation. */
export interface CodeCall {
  /** Title and version of the contract that the client was generated from. */
  readonly generatedFrom: string;
  /** Where the client says so. */
  readonly client: Place;
  /** The contract; undefined when the landscape has none of that title, nor of the file's name. */
  readonly target: Member | undefined;
  /** As the client names it. */
  readonly name: string;
  readonly place: Place;
}
