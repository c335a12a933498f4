import { boolean, option, string } from '@oclif/core/flags';
import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { EXIT, InterlockError } from '../../errors.ts';
import type { FailSeverity, SpectralDiagnostic } from '../../policies/index.ts';
import type { Finding } from '../../registry/contract/index.ts';
import { asOfFlag } from '../as-of-flag.ts';
import { InterlockCommand } from '../base-command.ts';
import { cacheFlag } from '../cache-flag.ts';
import { findCurrentWorkspace, openCurrentWorkspace } from '../current-workspace.ts';
import { fixLint } from '../fix-lint.ts';
import { formatSpectralJson } from '../formatters/spectral-json.ts';
import { readFrames } from '../read-frames.ts';
import { reportFailure } from '../report-failure.ts';
import { FORMATS, reportFlags, writeReport } from '../report-flags.ts';

const SEVERITIES = ['error', 'warn', 'info', 'hint', 'off'] as const satisfies readonly FailSeverity[];

export default class Lint extends InterlockCommand {
  static override summary = 'Lint contracts, or documents of none, by policy.';
  static override description =
    'A document that belongs to a contract is judged by the criticality of the contract. By --ruleset, a document has what Spectral finds by that ruleset and nothing else; no waiver counts.\nExits 1 when there is a finding of --fail-severity or graver that no waiver lets stand, 2 when a document cannot be read; the other documents are linted all the same.\nThe format spectral-json prints what `spectral lint --format json` prints, byte for byte.';
  static override usage =
    'lint [CONTRACT|FILE|GLOB|-...] [--ruleset <path>] [--fail-severity <severity>] [--fix [--dry-run]] [--format <format>] [-o format=path...]';
  static override examples = [
    '<%= config.bin %> lint',
    '<%= config.bin %> lint patient-accounts',
    '<%= config.bin %> lint --fix --dry-run',
    "<%= config.bin %> lint 'drafts/**/*.yaml' --format json",
    '<%= config.bin %> lint openapi.yaml --ruleset .spectral.yaml --fail-severity warn',
    '<%= config.bin %> lint - --stdin-filepath drafts/openapi.yaml < openapi.yaml',
  ];
  static override strict = false;
  static override flags = {
    ruleset: string({ helpValue: 'path', description: 'A Spectral ruleset to lint by, instead of those of the workspace.' }),
    'fail-severity': option({ options: SEVERITIES, default: 'error' as FailSeverity, description: 'The least severity that fails.' })(),
    'as-of': asOfFlag('Day on which waivers are judged.'),
    fix: boolean({
      description: 'Fix what is certain and proved to change nothing on the wire, say what was fixed, and report what is left.',
    }),
    'dry-run': boolean({ description: 'Show a diff of what would be fixed, and write nothing.', dependsOn: ['fix'] }),
    cache: cacheFlag,
    'stdin-filepath': string({
      helpValue: 'path',
      description: 'What the document on standard input is called; its references are read from there.',
    }),
    ...reportFlags,
    format: option({
      options: [...FORMATS, 'spectral-json'] as const,
      default: 'text' as const,
      description: 'Format of the report on standard output.',
    })(),
  };

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(Lint);
    const named = argv.map(String);
    if (named.length === 0 && flags['stdin-filepath'] !== undefined) named.push('-');
    const isForSpectral = flags.format === 'spectral-json';
    if (flags.fix && (isForSpectral || named.includes('-')))
      throw new InterlockError('USAGE', '--fix mends files and says how; it goes with neither standard input nor --format spectral-json');
    const piped = named.includes('-') ? { bytes: await readStandardInput(), path: flags['stdin-filepath'] } : undefined;
    const failSeverity = flags['fail-severity'];
    const asOf = flags['as-of'];
    const { cacheFolder, FindingsCache, lintTargets, verdictOnFindings, versions } = await import('../../policies/index.ts');
    const lint = async () => {
      const workspace = await (named.length > 0 ? findCurrentWorkspace() : openCurrentWorkspace());
      const cache = flags.cache ? new FindingsCache(cacheFolder()) : undefined;
      const how = { ruleset: flags.ruleset, cwd: process.cwd(), failSeverity, isForSpectral, asOf, cache, threads: availableParallelism() };
      return { workspace, ...(await lintTargets({ targets: named, workspace, piped, ...how })) };
    };
    let report = await lint();
    if (flags.fix) {
      const say = (line: string): unknown => (flags.format === 'text' ? process.stdout : process.stderr).write(`${line}\n`);
      const fixed = await fixLint({ ...report, isDryRun: flags['dry-run'], say });
      if (fixed.isWritten) report = await lint();
      else if (fixed.left.length < report.findings.length)
        report = {
          ...report,
          findings: fixed.left,
          verdict: report.failed.length > 0 ? 'not checked' : verdictOnFindings(fixed.left, failSeverity),
        };
    }
    if (isForSpectral) this.printAsSpectral(report.diagnostics, failSeverity);
    const text = piped && new Map([[piped.path ?? '<STDIN>', new TextDecoder().decode(piped.bytes)]]);
    const { verdict, findings, notes, failed, inputs } = report;
    const contracts = failed.length > 0 ? { contracts: failed } : {};
    const isTextAsked = flags.format === 'text' || flags.output?.some(({ format }) => format === 'text') === true;
    const frameOf = isTextAsked ? await readFrames(findings, text) : () => [];
    const isFailing = (finding: Finding): boolean => verdictOnFindings([finding], failSeverity) === 'fail';
    const context = { verdict, asOf, ...contracts, notes, inputs, versions: versions(), isFailing, frameOf };
    await writeReport({ format: flags.format === 'spectral-json' ? undefined : flags.format, output: flags.output }, findings, context);
    if (verdict === 'fail' || verdict === 'not checked') process.exitCode = EXIT.gateFailed;
    for (const { failures } of failed) for (const failure of failures) process.exitCode = reportFailure(failure);
  }

  /** Without a final line break, and with a line behind the empty list, as Spectral does. */
  private printAsSpectral(diagnostics: readonly SpectralDiagnostic[], failSeverity: FailSeverity): void {
    process.stdout.write(formatSpectralJson(diagnostics));
    const least = failSeverity === 'error' ? '' : 'or higher ';
    if (diagnostics.length === 0) this.print(`No results with a severity of '${failSeverity}' ${least}found!`);
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new InterlockError('USAGE', "'-' is standard input, and nothing is piped in");
  return buffer(process.stdin);
}
