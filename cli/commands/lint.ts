import { boolean, string } from '@oclif/core/flags';
import { EXIT } from '../../errors.ts';
import { asOfFlag } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { findCurrentWorkspace, openCurrentWorkspace } from '../current-workspace.ts';
import { fixLint } from '../fix-lint.ts';
import { reportFlags, writeReport } from '../report-flags.ts';

export default class Lint extends InterlockCommand {
  static override summary = 'Lint contracts, or documents of none, by policy.';
  static override description =
    'Exits 1 when there is a finding of severity error that no waiver lets stand, 2 when a document cannot be read.';
  static override usage = 'lint [CONTRACT|FILE...] [--ruleset <path>] [--fix [--dry-run]] [--format <format>] [-o format=path...]';
  static override examples = [
    '<%= config.bin %> lint',
    '<%= config.bin %> lint patient-accounts',
    '<%= config.bin %> lint --fix --dry-run',
    '<%= config.bin %> lint draft/openapi.yaml --format json',
  ];
  static override strict = false;
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'A Spectral ruleset to lint by, instead of those of the workspace.' }),
    'as-of': asOfFlag('Day on which waivers are judged.'),
    fix: boolean({
      description: 'Fix what is certain and proved to change nothing on the wire, say what was fixed, and report what is left.',
    }),
    'dry-run': boolean({ description: 'Show a diff of what would be fixed, and write nothing.', dependsOn: ['fix'] }),
    ...reportFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Lint);
    const workspace = await (argv.length > 0 ? findCurrentWorkspace() : openCurrentWorkspace());
    const { lintTargets, verdictOnFindings } = await import('../../gate/index.ts');
    const asOf = flags['as-of'];
    const request = { targets: argv.map(String), ruleset: flags.ruleset, asOf, cwd: process.cwd() };
    let findings = await lintTargets({ ...request, workspace });
    if (flags.fix) {
      const say = (line: string): unknown => (flags.format === 'text' ? process.stdout : process.stderr).write(`${line}\n`);
      const lintAgain = async () => lintTargets({ ...request, workspace: workspace && (await openCurrentWorkspace()) });
      findings = await fixLint({ findings, targets: request.targets, workspace, isDryRun: flags['dry-run'], lintAgain, say });
    }
    const verdict = verdictOnFindings(findings);
    await writeReport(flags, findings, { verdict, asOf });
    if (verdict === 'fail') process.exitCode = EXIT.gateFailed;
  }
}
