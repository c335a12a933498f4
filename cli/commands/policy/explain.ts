import { string as stringArgument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { InterlockError } from '../../../errors.ts';
import { InterlockCommand } from '../../base-command.ts';
import { policiesInUse } from '../../policies-in-use.ts';

export default class PolicyExplain extends InterlockCommand {
  static override summary = 'Show the page of a rule: why, where from, how severely, examples and how to fix.';
  static override description = "A rule without a page, such as one of Spectral's, is described as far as its ruleset does.";
  static override examples = ['<%= config.bin %> policy explain idem-key'];
  static override args = { rule: stringArgument({ required: true, description: 'Id of the rule, as reports print it.' }) };
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'The ruleset that the rule is of, instead of those of the workspace.' }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyExplain);
    const { findRulePage, listRulePages } = await import('../../../policies/index.ts');
    const { policies, workspace } = await policiesInUse(flags.ruleset);
    const page = await findRulePage(args.rule, workspace);
    if (page) return this.print(page.text.trimEnd());
    const policy = policies.find(({ ruleId }) => ruleId === args.rule);
    if (!policy) {
      const ids = [...policies.map(({ ruleId }) => ruleId), ...(await listRulePages(workspace))];
      const { didYouMean } = await import('../../../registry/workspace/index.ts');
      throw new InterlockError('USAGE', `there is no rule '${args.rule}'${didYouMean(args.rule, ids)}`);
    }
    const { ruleId, description, severities, severity, documentationUrl } = policy;
    this.print(`# ${ruleId}${description === '' ? '' : `: ${description}`}`);
    this.print('');
    this.print(`Severity: ${severities?.join(' / ') ?? severity}`);
    if (documentationUrl !== undefined) this.print(`Explained at ${documentationUrl}`);
  }
}
