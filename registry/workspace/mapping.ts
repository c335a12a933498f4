/**
 * A declared mapping: how an application carries the fields of one contract over, to the field. Published as
 * `schemas/mapping.schema.json`; the two agree by test.
 */
export interface Mapping {
  readonly title?: string;
  readonly description?: string;
  /** Id of the contract whose fields are mapped. */
  readonly contract: string;
  readonly operations: readonly OperationMapping[];
}

/** The fields of one operation. */
export interface OperationMapping {
  /** `operationId` or key, as in `uses`. */
  readonly operation: string;
  readonly fields: readonly FieldMapping[];
}

/** What becomes of one field, and of all below it; at least one of `canonical` and `rule` is said. */
export interface FieldMapping {
  /** JSON pointer into the body or payload with `*` for any item, or `query:`, `header:`, `cookie:` or `path:` and a name. */
  readonly field: string;
  /** The canonical field that it is, or is made from: `claim-status#/claimId`. */
  readonly canonical?: string;
  /** How its value is worked out, where it isn't carried over as it is. */
  readonly rule?: string;
}
