/** What one application uses of one contract, from `contracts/consumers/<application>.yaml`. */
export interface ConsumerUse {
  readonly application: string;
  /** Id of the contract. */
  readonly contract: string;
  /** Environments that it runs in. */
  readonly environments: readonly string[];
  readonly operations: readonly OperationUse[];
}

/** What an application uses of one operation. */
export interface OperationUse {
  /** `operationId` or key. */
  readonly operation: string;
  /**
   * The fields that it reads of what it receives and sets in what it sends, as JSON pointers with `*` for any item, and `header:<name>`,
   * `query:<name>`, `path:<name>`, `cookie:<name>` for those. Absent: unknown, so all of them.
   */
  readonly fields?: readonly string[];
  /** The values that it knows of an enum, by the field's pointer. Absent for a field: unknown, so all of them. */
  readonly enumValues?: Readonly<Record<string, readonly unknown[]>>;
}
