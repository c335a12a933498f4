import type { Criticality, DataClassification, Layer, Owner } from './contract-metadata.ts';

/**
 * What `contracts/consumers/<application>.yaml` says: which parts of which contracts one application uses. What it leaves out is unknown,
 * and unknown use counts as use. Published as `schemas/consumer.schema.json`; the two agree by test.
 */
export interface Consumer {
  /** Kebab-case, unique among consumers: the name that the application calls by. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly owner: Owner;
  readonly layer?: Layer;
  /** How much hangs on the application, as contracts say it of themselves. Absent: that of the contract of its id. */
  readonly criticality?: Criticality;
  /** The highest class of data that it may be given. */
  readonly clearance?: DataClassification;
  /** Names of the environments in which it runs, as contracts name theirs. Absent: unknown. */
  readonly environments?: readonly string[];
  /** It refuses whole messages that don't fit the contract, so that a fault in a part that it doesn't read hits it, too. */
  readonly validates?: boolean;
  /** Files and folders of its code, relative to the workspace. Absent: nobody looks into it. */
  readonly code?: readonly string[];
  readonly uses: readonly ContractUse[];
}

/** What an application uses of one contract. */
export interface ContractUse {
  /** Id of the contract. */
  readonly contract: string;
  /** The version that it was built against. */
  readonly version?: string;
  /** Where it uses this contract, when not wherever it runs. */
  readonly environments?: readonly string[];
  /** Absent: any operation. */
  readonly operations?: readonly UsedOperation[];
}

/** What an application uses of one operation. A list that is absent: any. */
export interface UsedOperation {
  /** `operationId`, or key: `GET /accounts/{accountId}`, `receive orders`. */
  readonly operation: string;
  /**
   * Fields that it sets in what it sends: JSON pointers into the body or payload with `*` for any item, and `query:<name>`,
   * `header:<name>`, `cookie:<name>`, `path:<name>`.
   */
  readonly sends?: readonly string[];
  /** Fields that it reads of what it gets, named likewise. */
  readonly reads?: readonly string[];
  /** Response statuses that it makes use of: `200`, `2XX`, `default`. */
  readonly statuses?: readonly (string | number)[];
  /** Media types that it sends or takes. */
  readonly mediaTypes?: readonly string[];
  /** Names of the messages that it publishes or takes. */
  readonly messages?: readonly string[];
  /** Path of the declared mapping of the fields, relative to the workspace. */
  readonly mapping?: string;
  /** Values that it sends, or knows what to do with, of fields that list theirs, by field. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
}
