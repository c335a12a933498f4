import { string } from '@oclif/core/args';
import { InterlockCommand } from '../../base-command.ts';
import { readNamedFile } from '../../read-named-file.ts';

export default class ContractPrint extends InterlockCommand {
  static override summary = 'Print a document in one layout: members sorted, comments gone, YAML whatever it was.';
  static override description =
    'What two documents print alike differs in layout alone: made for git, as a textconv. References are printed as they are written.';
  static override examples = ['<%= config.bin %> contract print openapi.json'];
  static override args = { file: string({ required: true, description: 'Path of the document.' }) };

  override async run(): Promise<void> {
    const { args } = await this.parse(ContractPrint);
    const { DEFAULT_READ_LIMITS, parseDocument } = await import('../../../registry/contract/index.ts');
    const { dump } = await import('js-yaml');
    const { value } = parseDocument(await readNamedFile(args.file), args.file, DEFAULT_READ_LIMITS);
    process.stdout.write(dump(value, { sortKeys: true, noRefs: true, lineWidth: -1 }));
  }
}
