import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { writeNamedFile } from '../../write-named-file.ts';

export default class AdapterGenerate extends InterlockCommand {
  static override summary = 'Write a typed client of a contract, as TypeScript.';
  static override examples = [
    '<%= config.bin %> adapter generate patient-accounts',
    '<%= config.bin %> adapter generate patient-accounts -o src/patient-accounts.gen.ts',
  ];
  static override args = { contract: argument({ required: true, description: 'Id of the contract.' }) };
  static override flags = {
    output: string({ char: 'o', helpValue: 'path', description: 'File to write instead of standard output.' }),
    runtime: string({
      helpValue: 'module',
      default: '@interlock-health/interlock/adapter-runtime',
      description: 'Module that the client imports the adapter runtime from.',
    }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(AdapterGenerate);
    const workspace = await openCurrentWorkspace();
    const contract = await workspace.contract(args.contract).read();
    const { generateClient } = await import('../../../adapters/generator/index.ts');
    const text = generateClient(contract, { name: args.contract, runtime: flags.runtime });
    if (flags.output === undefined) return void process.stdout.write(text);
    await writeNamedFile(flags.output, text);
    this.print(`${flags.output} written`);
  }
}
