/**
 * What `contract.yaml` says about a contract: everything the OpenAPI or AsyncAPI document has no place for. Published as
 * `schemas/contract.schema.json`; the two agree by test.
 */
export interface ContractMetadata {
  /** Kebab-case, unique in the landscape: `patient-accounts`. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly owner: Owner;
  readonly layer: Layer;
  /** The system that implements the contract: `patient-billing`. */
  readonly system: string;
  readonly criticality: Criticality;
  readonly mode: Mode;
  /** Why it is spoken so: asked of a batch that operational work waits for. */
  readonly modeRationale?: string;
  readonly audience: Audience;
  /** The highest class of data that crosses the contract. */
  readonly dataClassification: DataClassification;
  readonly lifecycle: Lifecycle;
  readonly slo: ServiceLevelObjective;
  /** URL, or path relative to the contract's folder, of the degraded procedure. */
  readonly runbook: string;
  readonly environments: readonly Environment[];
  /** What the contract's implementation calls. */
  readonly uses?: readonly Use[];
  /** What its senders send and its receivers accept, when versions are compared: a profile of `registry/compatibility`. Default `wire`. */
  readonly profile?: CompatibilityProfile;
  /** Teams or handles, any of whom may approve a change of the contract; those of the base count. Default: the team that owns it. */
  readonly approvers?: readonly string[];
}

/** Name of a profile of `registry/compatibility`. */
export type CompatibilityProfile = 'wire' | 'tolerant-reader' | 'exact' | 'codegen';

/** Who answers for a contract. */
export interface Owner {
  readonly team: string;
  /** Address, URL or on-call name at which the team is reached. */
  readonly contact: string;
}

/** API-led layer. Calls go experience → process → system, never back; `partner` faces another company. */
export type Layer = 'system' | 'process' | 'experience' | 'partner';

/** 0 moves money or the ledger · 1 operational · 2 reference data · 3 analytical. */
export type Criticality = 0 | 1 | 2 | 3;

/** How the contract is spoken. */
export type Mode = 'api' | 'event' | 'batch';

/** Who may call, from the narrowest to the widest (Zalando guideline 219). */
export type Audience = 'component' | 'business-unit' | 'company' | 'partner' | 'public';

/** Class of data, from lowest to highest: N none · I internal · F financial · B bank secret · P protected health information · S sensitive PHI. */
export type DataClassification = 'N' | 'I' | 'F' | 'B' | 'P' | 'S';

/** Where a contract stands in its life. */
export type Lifecycle = 'draft' | 'active' | 'deprecated' | 'retired';

/** What callers may rely on. */
export interface ServiceLevelObjective {
  /** 0 to 100. */
  readonly availabilityPercent: number;
  /** 95th percentile of the time to answer. */
  readonly latencyP95Milliseconds?: number;
  /** Longest time from business event to delivery (events and batches). */
  readonly deliveryWindowMinutes?: number;
}

/** A place where the contract is deployed. */
export interface Environment {
  readonly name: string;
  readonly url?: string;
}

/** One operation of another contract that the implementation calls, and the mapping by which it does. */
export interface Use {
  /** Id of the contract called. */
  readonly contract: string;
  /** `operationId` or key of the operation. */
  readonly operation: string;
  /** Path of the declared mapping, relative to the workspace. */
  readonly mapping?: string;
  /** Operation of this contract in the course of which the call is made. Absent: any. */
  readonly during?: string;
}
