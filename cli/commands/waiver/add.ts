import { string as argument } from '@oclif/core/args';
import { option, string } from '@oclif/core/flags';
import { InterlockError } from '../../../errors.ts';
import { asOfFlag, dateFlag } from '../../as-of-flag.ts';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { count } from '../../formatters/sums.ts';

export default class WaiverAdd extends InterlockCommand {
  static override summary = 'Write a waiver for what the gate finds, to stand for a while.';
  static override description =
    "Looks the finding up, by its fingerprint or its place as reports print it, or by rule and place with --pointer, and writes a file of the workspace's folder of waivers. It expires on the last day that the criticality of the contract allows, unless --expires names an earlier one.\nExits 1 when there is no such finding, when nobody may waive it, or when the terms are refused; then nothing is written.";
  static override examples = [
    '<%= config.bin %> waiver add contracts/orders/openapi.yaml:14:9 --class legacy --reason "goes with version 2" --owner @jan --approver @maria',
    '<%= config.bin %> waiver add 5a11b52d2c46 --class accepted-risk --reason "read by one job" --owner @jan --approver @maria',
    '<%= config.bin %> waiver add --rule money-not-number --contract orders --pointer "/components/schemas/**" --class in-migration --reason "until 2.0.0" --owner @jan --approver @maria',
  ];
  static override args = { finding: argument({ description: 'Fingerprint, the beginning of one, or file:line:column of the finding.' }) };
  static override flags = {
    rule: string({ helpValue: 'id', description: 'Rule of the finding.' }),
    contract: string({ helpValue: 'id', description: 'Contract of the finding.' }),
    pointer: string({ helpValue: 'glob', description: 'Waive by place: JSON pointer, * within a step, ** for any number of steps.' }),
    file: string({ helpValue: 'glob', description: 'With --pointer: path in the workspace. Default: any file.', dependsOn: ['pointer'] }),
    class: option({
      options: ['false-positive', 'accepted-risk', 'legacy', 'vendor-constraint', 'in-migration', 'emergency'] as const,
      required: true,
      description: 'Kind of reason.',
    })(),
    reason: string({ required: true, description: 'Why, in words that a reviewer can check.' }),
    owner: string({ required: true, description: 'Who asks for it and mends what it covers.' }),
    approver: string({ required: true, description: 'Who agreed: never the owner.' }),
    expires: dateFlag('expires', 'Day from which on it no longer counts. Default: the last that the criticality allows.'),
    against: string({ helpValue: 'git-ref', description: 'Compare with it, to waive what changed.' }),
    'as-of': asOfFlag('First day of the waiver.'),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(WaiverAdd);
    const { rule, contract, pointer, file, 'as-of': asOf, ...terms } = flags;
    if (args.finding === undefined && (rule === undefined || pointer === undefined)) {
      throw new InterlockError('USAGE', 'name the finding: its fingerprint, its place, or --rule and --pointer');
    }
    const workspace = await openCurrentWorkspace();
    const { addWaiver } = await import('../../../gate/index.ts');
    const place = pointer === undefined ? undefined : { ...(file !== undefined && { file }), pointer };
    const added = await addWaiver(workspace, { ...terms, asOf, sought: { finding: args.finding, rule, contract, place } });
    this.print(`${added.file}: ${count(added.findings.length, 'finding')} waived until ${added.waiver.expires}`);
  }
}
