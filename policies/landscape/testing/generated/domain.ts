/** A domain of the hospital group: who runs what, and the words of its trade. */
export interface Domain {
  readonly name: string;
  /** Systems that implement its system contracts. */
  readonly systems: readonly string[];
  readonly teams: readonly string[];
  /** What its things are about, and what of it they are: `claim` and `appeal` make the claim appeal. */
  readonly subjects: readonly string[];
  readonly aspects: readonly string[];
  /** What its processes do, one for each. */
  readonly works: readonly string[];
  /** Fields that its things may have. Fields of one name mean the same in every domain. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Fields of canonical entities that its things refer to: `claim-status#claimId`. */
  readonly canonical: readonly string[];
  /** The field of class P that its things carry, when they are about patients. */
  readonly phi?: string;
}

/** What a field holds. */
export type FieldKind = 'date' | 'dateTime' | 'count' | 'percent' | 'flag' | 'text' | 'money' | readonly string[];
