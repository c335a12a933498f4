import { string as stringArgument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { InterlockError } from '../../../errors.ts';
import { InterlockCommand } from '../../base-command.ts';
import { describeRule, heldHere } from '../../explain-rule.ts';
import { rulePage } from '../../formatters/rule-page.ts';
import { policiesInUse } from '../../policies-in-use.ts';

export default class PolicyExplain extends InterlockCommand {
  static override summary = 'Show the page of a rule: why, where from, how severely, examples and how to fix.';
  static override description =
    "Pages are docs/rules/<rule>.md of the workspace, and ours, also of kinds of changes. Where the rulesets in use hold a rule otherwise than its page says, the last line says how. A rule without a page, such as one of Spectral's, is described as far as its ruleset does.";
  static override examples = ['<%= config.bin %> policy explain idem-key', '<%= config.bin %> policy explain enum-value-added'];
  static override args = { rule: stringArgument({ required: true, description: 'Id of the rule, as reports print it.' }) };
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'The ruleset that the rule is of, instead of those of the workspace.' }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(PolicyExplain);
    const { findRulePage, listRulePages } = await import('../../../policies/index.ts');
    const { policies, workspace } = await policiesInUse(flags.ruleset);
    const page = await findRulePage(args.rule, workspace);
    const policy = policies.find(({ ruleId }) => ruleId === args.rule);
    if (page) {
      const here = args.rule.startsWith('land-') ? undefined : heldHere(page, policy);
      return this.print([page.text.trimEnd(), ...(here === undefined ? [] : ['', here])].join('\n'));
    }
    const change = policy ? undefined : rulePage({ ruleId: args.rule, change: { page: `docs/changes/${args.rule}.md` } });
    if (change) return this.print(change.markdown.trimEnd());
    if (!policy) {
      const ids = [...policies.map(({ ruleId }) => ruleId), ...(await listRulePages(workspace))];
      const { didYouMean } = await import('../../../registry/workspace/index.ts');
      throw new InterlockError(
        'USAGE',
        `there is no rule '${args.rule}'${didYouMean(args.rule, ids) || '; what the gate itself finds is explained in docs/findings.md'}`,
      );
    }
    for (const line of describeRule(policy)) this.print(line);
  }
}
