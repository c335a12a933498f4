import { randomBytes } from 'node:crypto';
import { string as stringArgument } from '@oclif/core/args';
import { boolean, option, string } from '@oclif/core/flags';
import { EXIT, InterlockError } from '../../../errors.ts';
import type { FailSeverity } from '../../../policies/index.ts';
import { InterlockCommand } from '../../base-command.ts';
import { readFrames } from '../../read-frames.ts';
import { reportFlags, writeReport } from '../../report-flags.ts';

const SEVERITIES = ['error', 'warn', 'info', 'hint', 'off'] as const satisfies readonly FailSeverity[];

export default class ContractVerify extends InterlockCommand {
  static override summary = 'Call a real implementation, and hold its answers against its contract.';
  static override description =
    'Every operation is called with requests that the contract takes, ids come from what the target answered before. Without --unsafe nothing is deleted, no money moves (x-moves-money) and nothing is changed that this run did not make, nor does a POST go below it; other POSTs make things, so name a system that is there to be tried.\nExits 1 when there is a finding of --fail-severity or graver.';
  static override examples = [
    '<%= config.bin %> contract verify patient-accounts --target https://billing.test.example/patient-accounts/v1',
    "<%= config.bin %> contract verify openapi.yaml --target http://127.0.0.1:8080 --negative --header 'X-Tenant: test' -o junit=verify.xml",
  ];
  static override args = {
    contract: stringArgument({ required: true, description: 'Id of a contract of the workspace, or path of a document.' }),
  };
  static override flags = {
    target: string({ required: true, helpValue: 'url', description: 'Where the paths of the contract are. Nothing else is called.' }),
    negative: boolean({ description: 'Send requests, too, that the contract refuses, and none of which the target may take.' }),
    unsafe: boolean({ description: 'Delete, move money and change what was there before, too.' }),
    authorization: string({
      env: 'INTERLOCK_TARGET_AUTHORIZATION',
      description: 'Authorization that is sent, such as Bearer and a token; better in the variable than here, where others see it.',
      helpValue: 'credentials',
    }),
    header: string({
      multiple: true,
      helpValue: "'name: value'",
      description: 'Header that is sent with every request; may be given several times.',
    }),
    seed: string({ description: 'What every generated value is made from; by default another one each time, told in the report.' }),
    'fail-severity': option({
      options: SEVERITIES,
      default: 'error' as FailSeverity,
      description: 'The least severity that fails.',
    })(),
    ...reportFlags,
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ContractVerify);
    const headers = Object.fromEntries((flags.header ?? []).map(readHeader));
    const seed = flags.seed ?? randomBytes(4).toString('hex');
    const [{ verifyContract }, { verdictOnFindings }] = await Promise.all([
      import('../../../mock-server/index.ts'),
      import('../../../policies/index.ts'),
    ]);
    const { findings, requests, operations, reached } = await verifyContract(args.contract, process.cwd(), {
      target: flags.target,
      headers: flags.authorization === undefined ? headers : { ...headers, authorization: flags.authorization },
      seed,
      isNegative: flags.negative,
      isUnsafe: flags.unsafe,
    });
    const found = verdictOnFindings(findings, flags['fail-severity']);
    const verdict = found !== 'fail' && reached === 0 ? 'not checked' : found;
    const notes = [
      `${reached} of ${operations} operations answered with success, ${requests === 1 ? '1 request was' : `${requests} requests were`} sent to ${flags.target}`,
      `seed ${seed}`,
    ];
    await writeReport(flags, findings, { verdict, notes, frameOf: await readFrames(findings) });
    if (verdict === 'fail' || verdict === 'not checked') process.exitCode = EXIT.gateFailed;
  }
}

function readHeader(text: string): readonly [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
  throw new InterlockError('USAGE', `'--header ${text}' is no header; write it as 'X-Tenant: test'`);
}
