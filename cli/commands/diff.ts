import { string as argument } from '@oclif/core/args';
import { boolean, option, string } from '@oclif/core/flags';
import { budgetFlag, readBudget } from '../budget-flag.ts';
import { EXIT } from '../../errors.ts';
import { InterlockCommand } from '../base-command.ts';
import { findCurrentWorkspace } from '../current-workspace.ts';
import { isCalledByGit, printGitDiff } from '../git-external-diff.ts';
import { reportFlags, writeReport } from '../report-flags.ts';
import { writeWitnesses } from '../write-witnesses.ts';

export default class Diff extends InterlockCommand {
  static override summary = 'Compare two versions of a contract: what breaks, with a message that shows it.';
  static override description =
    'A side is a file, <git-ref>:<path>, a contract id, or <contract id>@<released version>. With one side, the head is the document of the same contract or path in the working tree; a contract id alone is compared with its newest released version.\nExits 1 when something stands that --fail-on names, 2 when a side cannot be read. What could not be checked counts as standing.';
  static override usage = 'diff <base> [head] [flags]';
  static override examples = [
    '<%= config.bin %> diff main:contracts/billing/patient-accounts/openapi.yaml',
    '<%= config.bin %> diff patient-accounts@1.4.0 --explain',
    '<%= config.bin %> diff old.yaml new.yaml --fail-on breaking -o sarif=diff.sarif',
  ];
  static override strict = false;
  static override args = {
    base: argument({ required: true, description: 'The version that others hold.' }),
    head: argument({ description: 'The version that is to replace it.' }),
  };
  static override flags = {
    'fail-on': option({
      options: ['breaking', 'unproven', 'any', 'never'] as const,
      default: 'never' as const,
      description: 'What to exit 1 on.',
    })(),
    profile: option({
      options: ['wire', 'tolerant-reader', 'exact', 'codegen'] as const,
      description: "What senders send and receivers accept. Default: that of the base's contract.yaml, else wire.",
    })(),
    explain: boolean({ description: 'Print the witness of each change, and what both sides make of it.' }),
    'emit-witnesses': string({ helpValue: 'folder', description: 'Write each witness as files, with a script that sends it by curl.' }),
    budget: budgetFlag,
    ...reportFlags,
  };

  override async run(): Promise<void> {
    if (isCalledByGit(this.argv)) return printGitDiff(this.argv);
    const { argv, flags } = await this.parse(Diff);
    const { diffSides, failsOn, readSides } = await import('../../gate/index.ts');
    const read = await readSides(argv.map(String), { cwd: process.cwd(), workspace: await findCurrentWorkspace() });
    const { profile, budget } = flags;
    const report = await diffSides(read, { profile, budget: readBudget(budget) });
    const { verdict } = report.summary;
    await writeReport(flags, report.findings, { verdict, comparisons: [report.summary], isExplained: flags.explain });
    if (flags['emit-witnesses'] !== undefined) await writeWitnesses(flags['emit-witnesses'], report);
    if (failsOn(report, flags['fail-on'])) process.exitCode = EXIT.gateFailed;
  }
}
