/**
 * What a file of `policies/waivers` says: that findings of one rule on one contract stand for a while. Published as
 * `schemas/waiver.schema.json`; the two agree by test.
 */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  /** Id of the contract that the finding is about. */
  readonly contract: string;
  /** The one finding, 32 hexadecimal digits. Absent: those at `place`. */
  readonly fingerprint?: string;
  /** Beside a fingerprint it must fit, too. */
  readonly place?: WaivedPlace;
  readonly class: WaiverClass;
  readonly reason: string;
  /** Who asked for it and mends what it covers: a person or a team. */
  readonly owner: string;
  /** Who agreed to it. */
  readonly approver: string;
  /** ISO date, the first day on which it counts. */
  readonly created: string;
  /** ISO date from which on it no longer counts. */
  readonly expires: string;
}

/** Where waived findings stand. */
export interface WaivedPlace {
  /** Path in the workspace; `*` is any text within a name, `**` any number of names. Absent: any file. */
  readonly file?: string;
  /** JSON pointer; `*` is any text within a step, `**` any number of steps. */
  readonly pointer: string;
}

/** Kind of reason. */
export type WaiverClass = 'false-positive' | 'accepted-risk' | 'legacy' | 'vendor-constraint' | 'in-migration' | 'emergency';
