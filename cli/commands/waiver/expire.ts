import { string } from '@oclif/core/args';
import { asOfFlag } from '../../as-of-flag.ts';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';

export default class WaiverExpire extends InterlockCommand {
  static override summary = 'End a waiver today.';
  static override description =
    'Writes the day into its file, of which nothing else changes. From then on check fails on what it covered, and on the waiver until its file is removed.\nExits 1 when it ended already.';
  static override examples = ['<%= config.bin %> waiver expire orders-money-not-number'];
  static override args = { waiver: string({ required: true, description: 'Name of its file, as waiver list prints it, or its path.' }) };
  static override flags = { 'as-of': asOfFlag('Day on which it ends.') };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(WaiverExpire);
    const { expireWaiver } = await import('../../../gate/index.ts');
    const file = await expireWaiver(await openCurrentWorkspace(), args.waiver, flags['as-of']);
    this.print(`${file}: ended on ${flags['as-of']}`);
  }
}
