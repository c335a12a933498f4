/** Families of rules about what could not be looked at, and about the gate's own books: nobody may let these stand. */
const NEVER = /^(?:lock|waiver|consumer)-|(?:^|-)not-checked$/;

/** Whether findings of a rule may be waived: those of linting, of the landscape and of changes may. */
export function isWaivable(ruleId: string): boolean {
  return !NEVER.test(ruleId);
}
