export type * from './change.ts';
export { CHANGE_RULES, type ChangeRuleId } from './causes/change-rules.ts';
export type { ChangeRule } from './causes/change-rule.ts';
export { compareContracts } from './compare-contracts.ts';
export type { ConsumerUse, OperationUse } from './consumers/consumer-use.ts';
export { DEFAULT_PROFILE, type Profile, PROFILES } from './profiles.ts';
export { requiredBump } from './required-bump.ts';
