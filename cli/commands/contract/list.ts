import { boolean } from '@oclif/core/flags';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { formatTable } from '../../formatters/table.ts';

export default class ContractList extends InterlockCommand {
  static override summary = 'List the contracts of the workspace.';
  static override examples = ['<%= config.bin %> contract list'];
  static override flags = { json: boolean({ description: 'Write the whole metadata of every contract as JSON.' }) };

  override async run(): Promise<void> {
    const { flags } = await this.parse(ContractList);
    const { contracts } = await openCurrentWorkspace();
    if (flags.json)
      return this.print(
        JSON.stringify(
          contracts.map(({ document, metadata }) => ({ ...metadata, document })),
          null,
          2,
        ),
      );
    const rows = contracts.map(({ id, document, metadata: { layer, mode, criticality, owner } }) => [
      id,
      layer,
      mode,
      `${criticality}`,
      owner.team,
      document,
    ]);
    for (const line of formatTable([['CONTRACT', 'LAYER', 'MODE', 'CRITICALITY', 'OWNER', 'DOCUMENT'], ...rows])) this.print(line);
  }
}
