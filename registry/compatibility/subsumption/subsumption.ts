import type { Schema, SchemaObject } from '../../contract/index.ts';
import type { Profile } from '../profiles.ts';

/** Which way data flows: decides what `readOnly` and `writeOnly` hide. Events hide nothing. */
export type DataFlow = 'request' | 'response' | 'event';

/** Who sends what to whom. */
export interface SubsumptionOptions {
  readonly direction: DataFlow;
  /** What a sender sends and a receiver accepts; default `wire`. `codegen` is as `wire` here. */
  readonly profile?: Profile;
}

/** Is every value that a sender of one schema sends accepted by a receiver of another? */
export type Subsumption =
  | { readonly answer: 'yes' }
  | {
      readonly answer: 'no';
      /** The witness of the first failure. */
      readonly witness: unknown;
      /** At least one; independent of each other. */
      readonly failures: readonly Failure[];
      /** Places at which it is not known whether the receiver accepts all, too. */
      readonly doubts: readonly Doubt[];
    }
  | {
      readonly answer: 'unknown';
      /** For people: what could not be decided. */
      readonly reason: string;
      /** JSON pointer into the value, where known. */
      readonly pointer?: string;
    };

/** A place that could not be decided. */
export interface Doubt {
  /** JSON pointer into the value. */
  readonly pointer: string;
  readonly reason: string;
}

/** One place at which a sender exceeds what the receiver accepts. */
export interface Failure {
  /** JSON pointer into the witness; '' for all of it. */
  readonly pointer: string;
  /** Keyword of the receiver's schema that refuses: `required`, `type`, `additionalProperties`, ... ; '' for the schema `false`. */
  readonly keyword: string;
  /** The property that `required`, `additionalProperties` and their like are about. */
  readonly property?: string;
  /** The sender's schema object there, for `sourceOf`; absent where the sender's schema says nothing. */
  readonly sender?: SchemaObject;
  /** The receiver's schema object that holds the keyword. */
  readonly receiver?: SchemaObject;
  /** A whole value, from the root, that the sender's schema accepts and the receiver's rejects: it was held against both. */
  readonly witness: unknown;
}

/** Compares schemas of two contracts. What it learns of one pair of schemas serves all others. */
export interface SubsumptionEngine {
  /**
   * Does the receiver's schema accept all that a sender of the other schema sends? `yes` is proved, `no` is shown by witnesses that were
   * held against both, everything else is `unknown` with its reason.
   */
  subsumes(sender: Schema, receiver: Schema): Subsumption;
  /** As `subsumes`, without looking for failures: costs a fraction where the answer is no. */
  decide(sender: Schema, receiver: Schema): Subsumption['answer'];
  /** A value that the sender sends and the receiver refuses, undefined when none was found: what `decide` goes by, at its cost. */
  valueBeyond(sender: Schema, receiver: Schema): { readonly value: unknown } | undefined;
  /** Do both schemas mean the same, by structure alone? Costs no comparison; false says nothing. */
  areIdentical(sender: Schema, receiver: Schema): boolean;
  /** Does the sender's schema accept the value? */
  senderAccepts(schema: Schema, value: unknown): boolean;
  /** Does the receiver's schema, as the profile has it, accept the value? */
  receiverAccepts(schema: Schema, value: unknown): boolean;
  /** Would the receiver, were it a sender of the profile `wire`, send the value: does its schema declare all that is in it? */
  receiverDeclares(schema: Schema, value: unknown): boolean;
}
