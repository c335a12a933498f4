import { option, string } from '@oclif/core/flags';
import { availableParallelism } from 'node:os';
import { asOfFlag } from '../../as-of-flag.ts';
import { InterlockCommand } from '../../base-command.ts';
import { cacheFlag } from '../../cache-flag.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';

export default class PolicyScore extends InterlockCommand {
  static override summary = 'Score contracts by how far they keep the policies.';
  static override description =
    'From 0 to 100, by contract, owner, domain or criticality, on request with the trend from git history. docs/scorecard.md says how it is reckoned.';
  static override usage = 'policy score [--by contract|owner|domain|criticality] [--since <git-ref|date>] [--format <format>]';
  static override examples = [
    '<%= config.bin %> policy score',
    '<%= config.bin %> policy score --by owner --since 2026-01-01 --format markdown',
  ];
  static override flags = {
    by: option({
      options: ['contract', 'owner', 'domain', 'criticality'] as const,
      default: 'contract',
      description: 'What scores are summed up by.',
    })(),
    since: string({ helpValue: 'git-ref|date', description: 'Show how scores moved since a commit, a tag or a day such as 2026-01-01.' }),
    'as-of': asOfFlag('Day on which waivers are judged.'),
    cache: cacheFlag,
    format: option({
      options: ['text', 'json', 'markdown', 'html'] as const,
      default: 'text',
      description: 'Format on standard output.',
    })(),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(PolicyScore);
    const { by, since, format, 'as-of': asOf } = flags;
    const workspace = await openCurrentWorkspace();
    const { scoreTrend, scoreWorkspace } = await import('../../../gate/index.ts');
    const { scoreReport } = await import('../../score-report.ts');
    const { SCORE_FORMATS } = await import('../../score-formats.ts');
    const { cacheFolder, FindingsCache } = await import('../../../policies/index.ts');
    const cache = flags.cache ? new FindingsCache(cacheFolder()) : undefined;
    const contracts = await scoreWorkspace(workspace, { asOf, cache, threads: availableParallelism() });
    const trend = since === undefined ? [] : await scoreTrend(workspace, since, { asOf });
    process.stdout.write(SCORE_FORMATS[format](scoreReport(contracts, trend, { by, asOf })));
  }
}
