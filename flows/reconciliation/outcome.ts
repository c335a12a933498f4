/** What a flow did with a delivery, step by step, as kept with the delivery and printed by reports. Amounts are wire strings. */
export interface Outcome {
  /** Steps that concern the delivery as a whole. */
  readonly steps: readonly StepResult[];
  /** One entry for each claim, for a remittance. */
  readonly claims: readonly ClaimOutcome[];
}

/** A business step and how it ended, for people. */
export interface StepResult {
  readonly step: string;
  readonly result: string;
}

/** What became of one claim. Amounts are decimal strings in the currency of the delivery. */
export interface ClaimOutcome {
  readonly position: number;
  readonly patientControlNoMasked: string;
  readonly charge: string;
  readonly paid: string;
  readonly contractual: string;
  readonly patient: string;
  readonly open: string;
  readonly steps: readonly StepResult[];
}
