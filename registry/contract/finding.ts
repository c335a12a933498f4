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
  /** The rest of the evidence, where it stands in more than one place. */
  readonly related?: readonly RelatedPlace[];
  /**
   * What it is about, where that is more than a node of a file: ids and names, never prose. A report's fingerprint is made of the rule
   * and of these, so that moving things in a file changes nothing.
   */
  readonly subject?: readonly string[];
  /** 32 hexadecimal digits that name this finding whatever its words and lines, and wherever it is checked: `withFingerprints` says how. */
  readonly fingerprint?: string;
  /** Why it may stand. A waived finding fails no gate. */
  readonly waiver?: FindingWaiver | DocumentIgnore;
}

/** One more place that a finding rests on. */
export interface RelatedPlace {
  /** What stands there, as a clause: `supplier-portal offers it, too`. */
  readonly message: string;
  readonly place: Place;
}

/** An object of the document that ignores the rule, where the workspace lets documents do so. */
export interface DocumentIgnore {
  readonly class: 'in-document';
  readonly place: Place;
}

/** The waiver of a finding, as reports print it. */
export interface FindingWaiver {
  /** Name of its file, without folder and extension. */
  readonly id: string;
  /** Kind of reason: `accepted-risk`. */
  readonly class: string;
  readonly reason: string;
  /** Who asked for it. */
  readonly owner: string;
  /** Who agreed to it. */
  readonly approver: string;
  /** ISO date from which on it no longer counts. */
  readonly expires: string;
  readonly place: Place;
}
