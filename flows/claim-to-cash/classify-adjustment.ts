/**
 * What an adjustment of a claim means for the ledger:
 * `contractual` is written off (4010), `patient` is owed by the patient (1110), `prior-payer` was paid by another payer and posts nothing,
 * `denial` stays in AR payer until somebody decides, `unclassified` stays there too because no rule covers it.
 */
export type AdjustmentClass = 'contractual' | 'patient' | 'prior-payer' | 'denial' | 'unclassified';

/** CARCs of group CO that are agreed in the payer's contract: charge exceeds fee schedule, charges exceed maximum, contractual adjustment. */
const CONTRACTUAL_CARCS: ReadonlySet<string> = new Set(['45', '42', 'A2']);

/** CARC 23: impact of prior payers' adjudication. */
const PRIOR_PAYER_CARC = '23';

/**
 * Classifies a claim adjustment by its group (CAS01) and reason (CARC, CAS02).
 *
 * Source: X12 claim adjustment group codes and CARC list; house posting rules in docs/flows/claim-to-cash.md.
 */
export function classifyAdjustment(group: string, carc: string): AdjustmentClass {
  switch (group) {
    case 'PR':
      return 'patient';
    case 'CO':
      return CONTRACTUAL_CARCS.has(carc) ? 'contractual' : 'denial';
    case 'PI':
      return 'denial';
    case 'OA':
      return carc === PRIOR_PAYER_CARC ? 'prior-payer' : 'unclassified';
    default:
      return 'unclassified';
  }
}
