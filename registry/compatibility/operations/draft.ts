import type { Location } from '../../contract/index.ts';
import type { ChangeDirection, Witness } from '../change.ts';

/**
 * What a change would do: `rejects` and `withdraws` break when shown, `renames` breaks generated code and stands nowhere on the wire, `warns`
 * and `fits` don't break, `unproven` is what could not be decided.
 */
export type Weight = 'rejects' | 'withdraws' | 'renames' | 'warns' | 'fits' | 'unproven';

/** A change at one operation, before the same ones elsewhere are gathered and its witness is run. */
export interface Draft {
  readonly ruleId: string;
  readonly weight: Weight;
  readonly direction: ChangeDirection;
  /** Key of the operation, of the base where both have it; absent when the change is about the whole contract. */
  readonly operation?: string;
  /** Other names by which consumers may know the operation. */
  readonly aliases?: readonly string[];
  /** Names of the operation that a callback belongs to: who uses that may get the callback. */
  readonly parents?: readonly string[];
  readonly base?: Location | undefined;
  readonly head?: Location | undefined;
  /** What tells root causes apart: drafts of one rule and direction with one root are one change. */
  readonly root: string;
  /** What happened, without where. */
  readonly message: string;
  /** Where, for people: `in the request body`. */
  readonly where?: string;
  /** Into the body or value, with `*` for any item. */
  readonly pointer?: string;
  /** The field as consumers name it: a pointer, or `header:name`. */
  readonly field?: string;
  /** Values of an enum that the change is about. */
  readonly values?: readonly unknown[];
  /** The response that it is about, as declared: `200`, `2XX`, `default`. */
  readonly status?: string;
  /** The media type of the body that it is about. */
  readonly mediaType?: string;
  /** Names of the message that it is about. */
  readonly messages?: readonly string[];
  /** Values that tell the change from others of its rule at the same place. */
  readonly facts: unknown;
  readonly reason?: string;
  /** Without a witness there is nothing to it. */
  readonly isGroundless?: true;
  /** How much there is to compile for a witness: of several drafts the least is tried first. */
  readonly extent?: () => number;
  /** Builds the witness and runs both versions on it. */
  readonly prove?: () => Proof;
}

/** A witness that was run. */
export interface Proof {
  readonly witness?: Witness;
  readonly isConfirmed: boolean;
  /** It turned out that there is no such message. */
  readonly isGroundless?: true;
  /** Why it shows nothing. */
  readonly reason?: string;
}
