import { string } from '@oclif/core/flags';
import { EXIT } from '../../errors.ts';
import { asOfFlag } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { findCurrentWorkspace, openCurrentWorkspace } from '../current-workspace.ts';
import { reportFlags, writeReport } from '../report-flags.ts';

export default class Lint extends InterlockCommand {
  static override summary = 'Lint contracts, or documents of none, by policy.';
  static override description =
    'Exits 1 when there is a finding of severity error that no waiver lets stand, 2 when a document cannot be read.';
  static override usage = 'lint [CONTRACT|FILE...] [--ruleset <path>] [--format <format>] [-o format=path...]';
  static override examples = [
    '<%= config.bin %> lint',
    '<%= config.bin %> lint patient-accounts',
    '<%= config.bin %> lint draft/openapi.yaml --format json',
  ];
  static override strict = false;
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'A Spectral ruleset to lint by, instead of those of the workspace.' }),
    'as-of': asOfFlag('Day on which waivers are judged.'),
    ...reportFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Lint);
    const workspace = await (argv.length > 0 ? findCurrentWorkspace() : openCurrentWorkspace());
    const { lintTargets, verdictOnFindings } = await import('../../gate/index.ts');
    const asOf = flags['as-of'];
    const findings = await lintTargets({ targets: argv.map(String), workspace, ruleset: flags.ruleset, asOf, cwd: process.cwd() });
    const verdict = verdictOnFindings(findings);
    await writeReport(flags, findings, { verdict, asOf });
    if (verdict === 'fail') process.exitCode = EXIT.gateFailed;
  }
}
