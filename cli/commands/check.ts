import { EXIT } from '../../errors.ts';
import { reportFlags, writeReport } from '../report-flags.ts';
import { InterlockCommand } from '../base-command.ts';
import { reportFailure } from '../report-failure.ts';
import { openCurrentWorkspace } from '../current-workspace.ts';

export default class Check extends InterlockCommand {
  static override summary = 'Check every contract of the workspace: the gate that CI runs.';
  static override description =
    "Reads and compiles every operation and message of every contract, lints them by the workspace's rulesets and verifies registry.lock.\nExits 1 when the gate fails, 2 when a contract cannot be read.";
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check --format json',
    '<%= config.bin %> check -o json=report.json',
  ];
  static override flags = { ...reportFlags };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Check);
    const workspace = await openCurrentWorkspace();
    const { checkWorkspace } = await import('../../gate/index.ts');
    const report = await checkWorkspace(workspace, { onContract: (id) => this.progress(`checking ${id}`) });
    await writeReport(flags, report.findings, report);
    if (report.verdict === 'fail') process.exitCode = EXIT.gateFailed;
    for (const contract of report.contracts) {
      if (contract.verdict === 'not checked') for (const failure of contract.failures) process.exitCode = reportFailure(failure);
    }
  }
}
