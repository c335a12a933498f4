/** What one application declares to use of the contract that is compared. What it leaves out is unknown, and counts as use. */
export interface ConsumerUse {
  /** Name of the application, as reports print it. */
  readonly consumer: string;
  /** Does it use the contract where a break hurts the business, or may it? */
  readonly isProduction: boolean;
  /** It refuses whole messages that don't fit, so that it is hit wherever they don't. */
  readonly validates: boolean;
  /** Absent: any. */
  readonly operations?: readonly OperationUse[];
}

/**
 * What an application uses of one operation; a list that is absent: any. Fields are JSON pointers with `*` for any item or member, and
 * `header:<name>`, `query:<name>`, `path:<name>`, `cookie:<name>` for those.
 */
export interface OperationUse {
  /** `operationId` or key; names of parameters in a path don't matter. */
  readonly operation: string;
  /** The fields that it sets in what it sends. */
  readonly sends?: readonly string[];
  /** The fields that it reads of what it gets. */
  readonly reads?: readonly string[];
  /** Response statuses: `200`, `2XX`, `default`. */
  readonly statuses?: readonly string[];
  readonly mediaTypes?: readonly string[];
  /** Names of messages. */
  readonly messages?: readonly string[];
  /** The values that it sends, or knows, of a field that lists its values. Absent for a field: any. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
}
