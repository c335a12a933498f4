import { string } from '@oclif/core/args';
import { InterlockCommand } from '../../base-command.ts';
import { openCurrentWorkspace } from '../../current-workspace.ts';
import { formatTable } from '../../formatters/table.ts';

export default class ContractShow extends InterlockCommand {
  static override summary = 'Show one contract: who owns it, what it promises, what can be called.';
  static override examples = ['<%= config.bin %> contract show patient-accounts'];
  static override args = { contract: string({ required: true, description: 'Id of the contract.' }) };

  override async run(): Promise<void> {
    const { args } = await this.parse(ContractShow);
    const workspace = await openCurrentWorkspace();
    const { document, metadata, read } = workspace.contract(args.contract);
    const { title, version, specification, operations } = await read();
    const { slo, owner } = metadata;
    const facts = [
      ['title', title],
      ['version', version],
      ['document', `${document} (${specification.format} ${specification.version})`],
      ['owner', `${owner.team}, ${owner.contact}`],
      ['system', `${metadata.system} (${metadata.layer} layer)`],
      ['criticality', `${metadata.criticality}`],
      ['data class', metadata.dataClassification],
      ['lifecycle', metadata.lifecycle],
      [
        'availability',
        `${slo.availabilityPercent} %${slo.latencyP95Milliseconds === undefined ? '' : `, p95 ${slo.latencyP95Milliseconds} ms`}`,
      ],
      ['runbook', metadata.runbook],
    ];
    for (const line of formatTable(facts)) this.print(line);
    this.print('');
    const rows = operations.map((operation) => [operation.operationId ?? '-', operation.key, operation.summary ?? '']);
    for (const line of formatTable([['OPERATION', 'ON THE WIRE', 'SUMMARY'], ...rows])) this.print(line);
  }
}
