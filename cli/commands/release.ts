import { string } from '@oclif/core/args';
import { asOfFlag } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { openCurrentWorkspace } from '../current-workspace.ts';
import { count } from '../formatters/sums.ts';

export default class Release extends InterlockCommand {
  static override summary = 'Release the version that a contract declares: freeze it, lock it and write its changelog.';
  static override description =
    'Bundles the document with everything that it refers to into versions/<version>.yaml, adds the hash to registry.lock and an entry to the CHANGELOG.md of the contract.\nExits 1 when the version exists already or is too low for its changes since the newest released one, and when a released version was touched; then nothing is written.';
  static override examples = ['<%= config.bin %> release patient-accounts'];
  static override args = { contract: string({ required: true, description: 'Id of the contract.' }) };
  static override flags = { 'as-of': asOfFlag('Date of the release in the changelog.') };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Release);
    const workspace = await openCurrentWorkspace();
    const { releaseContract } = await import('../../gate/index.ts');
    const { id, version, since, comparison, files } = await releaseContract(workspace, args.contract, flags['as-of']);
    const changes = comparison ? `, ${count(comparison.changes.length, 'change')} since ${since}` : ', its first version';
    this.print(`${id} ${version} released${changes}`);
    for (const file of files) this.print(`  ${file}`);
  }
}
