import { boolean, option, string } from '@oclif/core/flags';
import type { Policy } from '../../../policies/index.ts';
import { InterlockCommand } from '../../base-command.ts';
import { formatTable } from '../../formatters/table.ts';
import { policiesInUse } from '../../policies-in-use.ts';

/** How severities are written in a column. */
const LETTERS: Readonly<Record<string, string>> = { error: 'E', warning: 'W', info: 'I', hint: 'H', off: '–' };

export default class PolicyList extends InterlockCommand {
  static override summary = 'List the rules that contracts are judged by, how severely at criticality 0 to 3, and who answers for them.';
  static override description =
    'E error, W warning, H hint, I info, – off. A rule of a team that has one severity has it at every criticality.';
  static override examples = ['<%= config.bin %> policy list', '<%= config.bin %> policy list --ruleset policies/team.yaml --format json'];
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'A ruleset to list, instead of those of the workspace.' }),
    all: boolean({ description: "List Spectral's own rules, too." }),
    format: option({ options: ['text', 'json'] as const, default: 'text' as const, description: 'Format of the list.' })(),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(PolicyList);
    const { listRulePages } = await import('../../../policies/index.ts');
    const { policies, workspace } = await policiesInUse(flags.ruleset);
    const rows = [
      ...policies.filter(({ isFromSpectral }) => flags.all || !isFromSpectral).map(rowOf),
      ...(flags.ruleset === undefined ? await landscapeRows() : []),
    ];
    if (flags.format === 'json') {
      const pages = new Set(await listRulePages(workspace));
      return this.print(
        JSON.stringify(
          rows.map((row) => ({ ...row, hasPage: pages.has(row.ruleId) })),
          null,
          2,
        ),
      );
    }
    const cells = rows.map(({ ruleId, severities, owner, description }) => [
      ruleId,
      severities.map((name) => LETTERS[name] ?? name).join(''),
      owner,
      description,
    ]);
    for (const line of formatTable([['RULE', '0123', 'OWNER', 'ASKS'], ...cells])) this.print(line);
  }
}

/** A rule as it is listed. */
interface Row {
  readonly ruleId: string;
  readonly severities: readonly string[];
  readonly owner: string;
  readonly description: string;
  /** What it applies to, as Spectral calls it; none means everything. */
  readonly formats: readonly string[];
}

function rowOf({ ruleId, severities, severity, owner, description, formats, isFromSpectral }: Policy): Row {
  const all = severities ?? [severity, severity, severity, severity];
  return {
    ruleId,
    severities: all.map((name) => (name === 'warn' ? 'warning' : name)),
    owner: isFromSpectral ? 'Spectral' : owner,
    description,
    formats,
  };
}

/** The rules over all contracts at once, which are of no ruleset. */
async function landscapeRows(): Promise<readonly Row[]> {
  const { DEFAULT_OWNER, LANDSCAPE_RULES, readRulePage } = await import('../../../policies/index.ts');
  const rows = LANDSCAPE_RULES.map(async ({ id, severities }) => {
    const { title } = await readRulePage(id);
    return {
      ruleId: id,
      severities,
      owner: DEFAULT_OWNER,
      description: title.charAt(0).toUpperCase() + title.slice(1),
      formats: ['landscape'],
    };
  });
  return Promise.all(rows);
}
