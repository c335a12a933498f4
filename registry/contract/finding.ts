import type { Place } from '../../errors.ts';

/** How grave a finding is. A gate fails on `error`. */
export type Severity = 'error' | 'warning' | 'hint';

/**
 * Something wrong, or worth saying, about a contract: a value, never thrown. Linting, comparing and checking all yield findings, and
 * every formatter prints them alike: `file:line:column  severity  rule-id  message`.
 */
export interface Finding {
  /** Stable kebab-case id: the name of the rule's file and of its documentation page. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** End of the range, when the range is known; counts from 1. */
  readonly end?: { readonly line: number; readonly column: number };
  /** JSON pointer (RFC 6901) into the document at `place.file`. */
  readonly pointer: string;
  /** Id of the contract in the workspace, when the file belongs to one. */
  readonly contractId?: string;
}
