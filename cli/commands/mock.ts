import { resolve } from 'node:path';
import { boolean, integer, option, string } from '@oclif/core/flags';
import { InterlockCommand } from '../base-command.ts';
import { checkTrafficFlags, reportTraffic, trafficFlags } from '../report-traffic.ts';
import { interrupted } from '../interrupted.ts';

export default class Mock extends InterlockCommand {
  static override summary = 'Serve mocks of contracts until Ctrl-C.';
  static override description =
    'A document that is named alone is served at its own paths from the root; several, and contracts, each below its id; with nothing named, all contracts of the workspace. Faults of a draft are warnings on standard error.\nWith --proxy nothing is mocked: requests go to the system, its answers come back as they are, and both are held against the contract. /__interlock/drift shows what was found so far, Ctrl-C ends with the report.';
  static override examples = [
    '<%= config.bin %> mock openapi.yaml --port 4010',
    "<%= config.bin %> mock 'apis/**/*.yaml' --port-each --port 5000",
    '<%= config.bin %> mock',
    '<%= config.bin %> mock patient-accounts general-ledger --port 4010',
    '<%= config.bin %> mock patient-accounts --proxy https://billing.test.example/v1 --fail-severity error',
    '<%= config.bin %> mock --record contracts/consumers',
  ];
  static override strict = false;
  static override usage =
    'mock [CONTRACT|FILE|GLOB...] [--port <value>] [--host <value>] [--port-each] [--broker <value>] [--seed <value>] [--faults <file>] [--any-token] [--cors] [--watch] [--proxy <url>] [--record <folder>] [--log-level <level>]';
  static override flags = {
    port: integer({ default: 0, min: 0, max: 65_535, description: 'Port to listen on; 0 takes a free one.' }),
    host: string({ default: '127.0.0.1', description: 'Address to listen on. Others than loopback open the mocks to the network.' }),
    'port-each': boolean({ description: 'Serve each contract at the root of a port of its own: --port, and those that follow.' }),
    'any-token': boolean({ description: 'Take bearer tokens of any issuer, unchecked: those of your own identity provider, say.' }),
    cors: boolean({ description: 'Let pages of any origin call the mocks from a browser.' }),
    watch: boolean({ description: 'Read contracts and mock.yaml files again when they change. What is stored stays.' }),
    'log-level': option({
      options: ['silent', 'error', 'warn', 'info', 'debug'] as const,
      default: 'warn' as const,
      description: 'What is logged on standard error, as JSON; info has a line for every request.',
    })(),
    'log-file': string({ description: 'File that the log goes to instead.' }),
    broker: string({
      description: 'NATS server with JetStream to put the channels of events on: nats://127.0.0.1:4222.',
    }),
    'callback-host': string({
      multiple: true,
      description: 'Host beside loopback that callbacks and webhooks may be sent to; repeatable.',
    }),
    faults: string({ description: 'File of faults that requests meet: latency, errors, lost answers, stale reads.' }),
    seed: string({ description: 'What every generated value is made from: the same seed gives the same answers.' }),
    ...trafficFlags,
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Mock);
    checkTrafficFlags(flags);
    const { prepareRecording, startMocksOf, UseRecorder } = await import('../../mock-server/index.ts');
    const recorder = flags.record === undefined ? undefined : new UseRecorder();
    if (flags.record !== undefined) await prepareRecording(resolve(flags.record));
    const mocks = await startMocksOf(argv.map(String), {
      cwd: process.cwd(),
      port: flags.port,
      host: flags.host,
      isPortEach: flags['port-each'],
      takesAnyToken: flags['any-token'],
      isOpenToBrowsers: flags.cors,
      isWatching: flags.watch,
      logLevel: flags['log-level'],
      ...(flags['log-file'] !== undefined && { logFile: flags['log-file'] }),
      ...(flags.broker !== undefined && { broker: flags.broker }),
      callbacks: { allowedHosts: flags['callback-host'] ?? [] },
      ...(flags.faults !== undefined && { faultsFile: flags.faults }),
      ...(flags.seed !== undefined && { seed: flags.seed }),
      ...(flags.proxy !== undefined && { target: flags.proxy }),
      ...(recorder && { recorder }),
      warn: (line) => process.stderr.write(`${line}\n`),
    });
    if (flags.proxy === undefined || flags.format === 'text') this.print(mocks.announcement);
    else process.stderr.write(`${mocks.announcement}\n`);
    await interrupted();
    await mocks.close();
    await reportTraffic(flags, mocks, recorder);
  }
}
