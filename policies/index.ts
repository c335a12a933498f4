export { lintContract, workspaceRulesets } from './engine/lint-contract.ts';
export { lintDocument, type LintRequest } from './engine/lint-document.ts';
export { builtInRuleset, loadRuleset, type LoadedRuleset } from './engine/load-ruleset.ts';
export { listRulePages, readRulePage, type RuleExample, type RulePage } from './rule-pages.ts';
export { TIERS, type Tier } from './tiers.ts';
