import { option, string } from '@oclif/core/flags';
import { EXIT } from '../../../errors.ts';
import { InterlockCommand } from '../../base-command.ts';
import { openLandscape } from '../../current-workspace.ts';
import { formatFlowRunJson } from '../../formatters/flow-run-json.ts';
import { formatFlowRunText } from '../../formatters/flow-run-text.ts';
import { databaseFlags, isQueued, readInputs, runClaimToCash } from '../../run-claim-to-cash.ts';
import { startMocks } from '../../start-mocks.ts';
import { flowArgument } from '../../flow-argument.ts';

export default class FlowRun extends InterlockCommand {
  static override summary = 'Run a flow on files and post its ledger: 835 remittances, and events as JSON.';
  static override description =
    'What arrived is written down first; a second run with the same file posts nothing twice. The systems are mocks of the contracts, in this process unless --mocks names a running one. Exits 3 when a system did not answer and something is queued.';
  static override examples = [
    '<%= config.bin %> flow run claim-to-cash --input remittance.835',
    '<%= config.bin %> flow run claim-to-cash --input bills.json remittance.835 credits.json --mocks http://127.0.0.1:4010',
  ];
  static override args = { flow: flowArgument };
  static override flags = {
    input: string({ required: true, multiple: true, helpValue: 'file', description: 'File to run on; several may follow.' }),
    mocks: string({ helpValue: 'url', description: 'Systems to call, as `interlock mock` serves them; by default mocks in this process.' }),
    ...databaseFlags,
    format: option({ options: ['text', 'json'] as const, default: 'text' as const, description: 'Format of the report.' })(),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(FlowRun);
    const inputs = await readInputs(flags.input);
    const workspace = await openLandscape();
    const mocks = flags.mocks === undefined ? await startMocks(workspace, workspace.contracts) : undefined;
    try {
      const report = await runClaimToCash(workspace, inputs, { ...flags, systemsUrl: mocks?.url ?? flags.mocks ?? '' });
      process.stdout.write(flags.format === 'json' ? formatFlowRunJson(report) : formatFlowRunText(report));
      if (isQueued(report)) process.exitCode = EXIT.registry;
    } finally {
      await mocks?.close();
    }
  }
}
