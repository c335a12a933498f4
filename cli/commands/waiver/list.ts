import { option } from '@oclif/core/flags';
import { asOfFlag } from '../../as-of-flag.ts';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { count } from '../../formatters/sums.ts';
import { formatTable } from '../../formatters/table.ts';
import { reportFailure } from '../../report-failure.ts';

export default class WaiverList extends InterlockCommand {
  static override summary = 'List the waivers of the workspace, those first that end first, with the days that are left.';
  static override description = 'Exits 2 when a file of waivers cannot be read; the others are listed.';
  static override examples = ['<%= config.bin %> waiver list', '<%= config.bin %> waiver list --as-of 2026-12-31 --format json'];
  static override flags = {
    'as-of': asOfFlag('Day from which days are counted.'),
    format: option({ options: ['text', 'json'] as const, default: 'text' as const, description: 'Format of the list.' })(),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(WaiverList);
    const asOf = flags['as-of'];
    const { listWaivers } = await import('../../../gate/index.ts');
    const { waivers, failures } = await listWaivers(await openCurrentWorkspace(), asOf);
    if (flags.format === 'json') this.print(JSON.stringify({ asOf, waivers }, null, 2));
    else {
      const rows = waivers.map(({ id, contract, rule, class: kind, owner, approver, expires, daysLeft, faults }) => {
        const left = daysLeft > 0 ? count(daysLeft, 'day') : 'ended';
        return [left, expires, id, contract, rule, kind, owner, approver, faults.join(', ')];
      });
      const heads = ['LEFT', 'EXPIRES', 'WAIVER', 'CONTRACT', 'RULE', 'CLASS', 'OWNER', 'APPROVER', 'FAULTS'];
      for (const line of rows.length === 0 ? ['no waivers'] : formatTable([heads, ...rows])) this.print(line);
    }
    for (const failure of failures) process.exitCode = reportFailure(failure);
  }
}
