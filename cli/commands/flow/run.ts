import { string } from '@oclif/core/flags';
import { InterlockCommand } from '../../base-command.ts';
import { flowArgument } from '../../flow-argument.ts';
import { runAndReport, runFlags } from '../../run-and-report.ts';
import { readInputs } from '../../run-claim-to-cash.ts';

export default class FlowRun extends InterlockCommand {
  static override summary = 'Run a flow on files and post its ledger: 835 remittances, and events as JSON.';
  static override description =
    'What arrives is written down first; a second run with the same file posts nothing twice. The systems are mocks of the contracts, in this process unless --mocks names running ones. Exits 3 when a system did not answer and something is queued.';
  static override examples = [
    '<%= config.bin %> flow run claim-to-cash --input remittance.835',
    '<%= config.bin %> flow run claim-to-cash --input bills.json remittance.835 credits.json --mocks http://127.0.0.1:4010',
  ];
  static override args = { flow: flowArgument };
  static override flags = {
    input: string({ required: true, multiple: true, helpValue: 'file', description: 'File to run on; several may follow.' }),
    ...runFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(FlowRun);
    await runAndReport(flags, await readInputs(flags.input));
  }
}
