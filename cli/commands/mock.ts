import { boolean, integer, option, string } from '@oclif/core/flags';
import { InterlockCommand } from '../base-command.ts';
import { interrupted } from '../interrupted.ts';

export default class Mock extends InterlockCommand {
  static override summary = 'Serve mocks of contracts until Ctrl-C.';
  static override description =
    'A document that is named alone is served at its own paths from the root; several, and contracts, each below its id; with nothing named, all contracts of the workspace. Faults of a draft are warnings on standard error.';
  static override examples = [
    '<%= config.bin %> mock openapi.yaml --port 4010',
    "<%= config.bin %> mock 'apis/**/*.yaml' --port-each --port 5000",
    '<%= config.bin %> mock',
    '<%= config.bin %> mock patient-accounts general-ledger --port 4010',
  ];
  static override strict = false;
  static override usage =
    'mock [CONTRACT|FILE|GLOB...] [--port <value>] [--host <value>] [--port-each] [--broker <value>] [--seed <value>] [--watch] [--log-level <level>]';
  static override flags = {
    port: integer({ default: 0, min: 0, max: 65_535, description: 'Port to listen on; 0 takes a free one.' }),
    host: string({ default: '127.0.0.1', description: 'Address to listen on. Others than loopback open the mocks to the network.' }),
    'port-each': boolean({ description: 'Serve each contract at the root of a port of its own: --port, and those that follow.' }),
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
    seed: string({ description: 'What every generated value is made from: the same seed gives the same answers.' }),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Mock);
    const { startMocksOf } = await import('../../mock-server/index.ts');
    const mocks = await startMocksOf(argv.map(String), {
      cwd: process.cwd(),
      port: flags.port,
      host: flags.host,
      isPortEach: flags['port-each'],
      isWatching: flags.watch,
      logLevel: flags['log-level'],
      ...(flags['log-file'] !== undefined && { logFile: flags['log-file'] }),
      ...(flags.broker !== undefined && { broker: flags.broker }),
      ...(flags.seed !== undefined && { seed: flags.seed }),
      warn: (line) => process.stderr.write(`${line}\n`),
    });
    this.print(mocks.announcement);
    await interrupted();
    await mocks.close();
  }
}
