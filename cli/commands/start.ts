import { relative } from 'node:path';
import { boolean, integer } from '@oclif/core/flags';
import { EXIT } from '../../errors.ts';
import { packagePath } from '../../package-root.ts';
import { today } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { openLandscape } from '../current-workspace.ts';
import { formatFlowRunText } from '../formatters/flow-run-text.ts';
import { FORMATTERS } from '../formatters/index.ts';
import { interrupted } from '../interrupted.ts';
import { reportFailure } from '../report-failure.ts';
import { databaseFlags, isQueued, readInputs, runClaimToCash } from '../run-claim-to-cash.ts';
import { startMocks } from '../start-mocks.ts';

export default class Start extends InterlockCommand {
  static override summary =
    'Check the landscape, mock it, and run claim-to-cash on the example remittance; then keep the mocks until Ctrl-C.';
  static override flags = {
    once: boolean({ description: 'End after the run instead of serving mocks.' }),
    port: integer({ default: 4010, min: 0, max: 65_535, description: 'Port of the mocks; 0 takes a free one.' }),
    ...databaseFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Start);
    const workspace = await openLandscape();
    const { checkWorkspace } = await import('../../gate/index.ts');
    const check = await checkWorkspace(workspace, { asOf: today(), onContract: (id) => this.progress(`checking ${id}`) });
    process.stdout.write(FORMATTERS.text(check.findings, check));
    for (const contract of check.contracts) if (contract.verdict === 'not checked') contract.failures.forEach(reportFailure);
    if (check.verdict === 'fail') {
      process.exitCode = EXIT.gateFailed;
      return;
    }
    const mocks = await startMocks(workspace, workspace.contracts, { port: flags.once ? 0 : flags.port });
    try {
      this.print(`\n${workspace.contracts.length} contracts are mocked at ${mocks.url}/<contract id>\n`);
      const inputs = await readInputs([relative(process.cwd(), packagePath('examples', 'remittance.835'))]);
      const report = await runClaimToCash(workspace, inputs, { ...flags, systemsUrl: mocks.url });
      process.stdout.write(formatFlowRunText(report));
      if (isQueued(report)) process.exitCode = EXIT.registry;
      if (flags.once) return;
      this.print(`\nThe mocks keep serving at ${mocks.url}; Ctrl-C ends them.`);
      await interrupted();
    } finally {
      await mocks.close();
    }
  }
}
