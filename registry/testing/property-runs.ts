/**
 * How many runs a property test makes: INTERLOCK_PROPERTY_RUNS when set, else few at a desk and many in CI.
 */
export function propertyRuns({ desk, ci }: { readonly desk: number; readonly ci: number }): number {
  const { INTERLOCK_PROPERTY_RUNS: asked, CI: inCi } = process.env;
  return asked === undefined ? (inCi === undefined || inCi === '' ? desk : ci) : Number(asked);
}

/** The seed of property tests: fixed, unless INTERLOCK_PROPERTY_SEED is set. */
export const PROPERTY_SEED = Number(process.env['INTERLOCK_PROPERTY_SEED'] ?? 20_261_122);
