import { integer } from '@oclif/core/flags';
import { InterlockCommand } from '../base-command.ts';
import { openCurrentWorkspace } from '../current-workspace.ts';
import { interrupted } from '../interrupted.ts';
import { startMocks } from '../start-mocks.ts';

export default class Mock extends InterlockCommand {
  static override summary = 'Serve mocks of contracts, each below its own id, until Ctrl-C.';
  static override examples = ['<%= config.bin %> mock', '<%= config.bin %> mock patient-accounts general-ledger --port 4010'];
  static override strict = false;
  static override usage = 'mock [CONTRACT...] [--port <value>]';
  static override flags = { port: integer({ default: 0, min: 0, max: 65_535, description: 'Port to listen on; 0 takes a free one.' }) };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Mock);
    const workspace = await openCurrentWorkspace();
    const contracts = argv.length > 0 ? argv.map((id) => workspace.contract(String(id))) : workspace.contracts;
    const server = await startMocks(workspace, contracts, { port: flags.port });
    this.print(
      `${contracts.length} contract${contracts.length === 1 ? '' : 's'} mocked at ${server.url}/<contract id>: ${contracts.map(({ id }) => id).join(', ')}`,
    );
    await interrupted();
    await server.close();
  }
}
