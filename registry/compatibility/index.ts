export type { CompareBudget } from './budget.ts';
export type * from './change.ts';
export type { ChangeRule } from './causes/change-rule.ts';
export { CHANGE_RULES } from './causes/change-rules.ts';
export { compareContracts } from './compare-contracts.ts';
export { undeclaredUses, type UndeclaredUse } from './consumers/undeclared-uses.ts';
export type { ConsumerUse, OperationUse } from './consumers/consumer-use.ts';
export type { Profile } from './profiles.ts';
