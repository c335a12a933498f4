import { string } from '@oclif/core/flags';
import { availableParallelism } from 'node:os';
import { budgetFlag, readBudget } from '../budget-flag.ts';
import { EXIT } from '../../errors.ts';
import { asOfFlag } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { cacheFlag } from '../cache-flag.ts';
import { openCurrentWorkspace } from '../current-workspace.ts';
import { reportFailure } from '../report-failure.ts';
import { reportFlags, writeReport } from '../report-flags.ts';

export default class Check extends InterlockCommand {
  static override summary = 'Check every contract of the workspace: the gate that CI runs.';
  static override description =
    "Reads and compiles every operation and message of every contract, lints them by the workspace's rulesets, verifies registry.lock, holds what consumers say that they use against the contracts, and judges the landscape as a whole: overlaps, drift, layers, events, PHI, service levels. Waivers let findings stand until they end; one that ended, that nobody else approved, that lasts too long or covers nothing fails.\nWith --against, compares every contract that differs from a git ref, and fails when its version is too low for its changes, when something was removed before its announced end, and when a released version was touched; what breaks is weighed by who uses it, and those who must approve are named.\nExits 1 when the gate fails, 2 when a contract cannot be read.";
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check --against origin/main',
    '<%= config.bin %> check -o json=report.json',
  ];
  static override flags = {
    against: string({ helpValue: 'git-ref', description: 'Branch, tag or commit to compare the workspace with.' }),
    budget: budgetFlag,
    'as-of': asOfFlag('Day on which waivers, removals, and uses of what has ended are judged.'),
    cache: cacheFlag,
    ...reportFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Check);
    const workspace = await openCurrentWorkspace();
    const { checkAgainst, checkWorkspace } = await import('../../gate/index.ts');
    const { cacheFolder, FindingsCache, verdictOnFindings, versions } = await import('../../policies/index.ts');
    const onContract = (id: string): void => this.progress(`checking ${id}`);
    const cache = flags.cache ? new FindingsCache(cacheFolder()) : undefined;
    const options = { asOf: flags['as-of'], onContract, cache, threads: availableParallelism() };
    const report = await (flags.against === undefined
      ? checkWorkspace(workspace, options)
      : checkAgainst(workspace, { ...options, ref: flags.against, budget: readBudget(flags.budget) }));
    await writeReport(flags, report.findings, { ...report, versions: versions() });
    if (verdictOnFindings(report.findings) === 'fail') process.exitCode = EXIT.gateFailed;
    for (const contract of report.contracts) {
      if (contract.verdict === 'not checked') for (const failure of contract.failures) process.exitCode = reportFailure(failure);
    }
  }
}
