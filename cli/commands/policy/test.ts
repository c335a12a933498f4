import { boolean, string } from '@oclif/core/flags';
import { EXIT, InterlockError } from '../../../errors.ts';
import { InterlockCommand } from '../../base-command.ts';
import { count } from '../../formatters/sums.ts';
import { policiesInUse } from '../../policies-in-use.ts';

export default class PolicyTest extends InterlockCommand {
  static override summary = 'Run rules on the examples of their pages: bad ones must be found at fault where they say so, good ones not.';
  static override description =
    "Pages are docs/rules/<rule>.md of the workspace, and ours. Under '## Bad' and '## Good' each YAML block is an example, in bad ones the lines at fault end with '# finding: ' and a part of the message; a line '# file: <path>' begins a file of an example that has several.\nExits 1 when an example fails, with --coverage also when a rule has no page, no bad or no good example.";
  static override usage = 'policy test [RULE...] [--ruleset <path>] [--coverage]';
  static override examples = [
    '<%= config.bin %> policy test',
    '<%= config.bin %> policy test idem-key',
    '<%= config.bin %> policy test --ruleset policies/team.yaml --coverage',
  ];
  static override strict = false;
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'A ruleset whose rules to test, instead of those of the workspace.' }),
    coverage: boolean({ description: 'Say which rules have no page or no example.' }),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(PolicyTest);
    const { findRulePage, testRule } = await import('../../../policies/index.ts');
    const { didYouMean } = await import('../../../registry/workspace/index.ts');
    const { policies, workspace } = await policiesInUse(flags.ruleset);
    const known = policies.filter(({ isFromSpectral }) => !isFromSpectral);
    const ids = known.map(({ ruleId }) => ruleId);
    for (const id of argv.map(String)) {
      if (!ids.includes(id)) throw new InterlockError('USAGE', `there is no rule '${id}' to test${didYouMean(id, ids)}`);
    }
    const sums = { rules: 0, examples: 0, failed: 0, uncovered: 0 };
    for (const { ruleId, ruleset } of known.filter(({ ruleId }) => argv.length === 0 || argv.includes(ruleId))) {
      sums.rules++;
      this.progress(`testing ${ruleId}`);
      const page = await findRulePage(ruleId, workspace);
      const faults = page ? await testRule(page, ruleset) : [];
      sums.examples += (page?.bad.length ?? 0) + (page?.good.length ?? 0);
      if (faults.length > 0) sums.failed++;
      for (const { example, message } of faults) this.print(`fail  ${ruleId}  ${example}: ${message}`);
      const missing = page
        ? [...(page.bad.length === 0 ? ['no bad example'] : []), ...(page.good.length === 0 ? ['no good example'] : [])]
        : ['no page'];
      if (missing.length > 0) sums.uncovered++;
      if (flags.coverage && missing.length > 0) this.print(`not covered  ${ruleId}  ${missing.join(', ')}`);
    }
    const isCovered = !flags.coverage || sums.uncovered === 0;
    const verdict = sums.failed === 0 && isCovered ? 'pass' : 'fail';
    this.print(
      `${verdict}: ${count(sums.rules, 'rule')}, ${count(sums.examples, 'example')}, ${sums.failed} failed, ${sums.uncovered} not covered`,
    );
    if (verdict === 'fail') process.exitCode = EXIT.gateFailed;
  }
}
