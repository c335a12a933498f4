import { string } from '@oclif/core/flags';
import { InterlockCommand } from '../../base-command.ts';
import { flowArgument } from '../../flow-argument.ts';
import { runAndReport, runFlags } from '../../run-and-report.ts';

export default class FlowReplay extends InterlockCommand {
  static override summary = 'Run deliveries that were held once more, when what held them is mended.';
  static override examples = ['<%= config.bin %> flow replay claim-to-cash --delivery 0b9f6f1e-7b1f-4a53-9d59-2f6f4f0f1c01'];
  static override args = { flow: flowArgument };
  static override flags = {
    delivery: string({ required: true, multiple: true, helpValue: 'id', description: 'Delivery to replay, by its id in the report.' }),
    ...runFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(FlowReplay);
    await runAndReport(flags, [], flags.delivery);
  }
}
