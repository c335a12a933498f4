import { string } from '@oclif/core/args';
import { option } from '@oclif/core/flags';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { formatTable } from '../../formatters/table.ts';

export default class ContractHistory extends InterlockCommand {
  static override summary = 'Show the released versions of a contract, newest first, and what each changed.';
  static override examples = [
    '<%= config.bin %> contract history patient-accounts',
    '<%= config.bin %> contract history patient-accounts --format json',
  ];
  static override args = { contract: string({ required: true, description: 'Id of the contract.' }) };
  static override flags = {
    format: option({ options: ['text', 'json'] as const, default: 'text' as const, description: 'Format of the history.' })(),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ContractHistory);
    const workspace = await openCurrentWorkspace();
    const { contractHistory } = await import('../../../gate/index.ts');
    const history = await contractHistory(workspace, args.contract);
    if (flags.format === 'json') return this.print(JSON.stringify(history, null, 2));
    const rows = history.map(({ version, isReleased, since = '-', requiredBump = '-', counts, notChecked }) => {
      const { breaking, unproven, warning, compatible } = counts ?? {};
      const numbers = [breaking, unproven, warning, compatible].map((number) => `${number ?? '-'}`);
      return [version, isReleased ? 'released' : 'not released', since, requiredBump, ...numbers, `${notChecked.length}`];
    });
    const heads = ['VERSION', 'STATE', 'SINCE', 'NEEDED', 'BREAKING', 'UNPROVEN', 'WARNING', 'COMPATIBLE', 'NOT CHECKED'];
    for (const line of formatTable([heads, ...rows])) this.print(line);
    for (const { version, changes, notChecked } of history) {
      if (changes.length + notChecked.length > 0) this.print(`\n${version}`);
      for (const line of formatTable(changes.map(({ verdict, ruleId, message }) => [`  ${verdict}`, ruleId, message]))) this.print(line);
      for (const reason of notChecked) this.print(`  not checked  ${reason}`);
    }
  }
}
