import { resolve } from 'node:path';
import { option, string } from '@oclif/core/flags';
import { EXIT, InterlockError } from '../errors.ts';
import type { Mocks, UseRecorder } from '../mock-server/index.ts';
import type { FailSeverity } from '../policies/index.ts';
import { reportFlags, writeReport } from './report-flags.ts';

/** Least severities at which a proxy's report fails. */
const SEVERITIES = ['error', 'warn', 'info', 'hint', 'off'] as const satisfies readonly FailSeverity[];

/** Flags about real traffic: where to forward it, what to report of it, where to note who uses what. */
export const trafficFlags = {
  proxy: string({
    helpValue: 'url',
    description: 'Forward to this system instead of mocking, and report where its traffic drifts from the one contract that is named.',
  }),
  record: string({ helpValue: 'folder', description: 'Note what each application uses, and write it there as files of consumers.' }),
  'fail-severity': option({
    options: SEVERITIES,
    description: 'The least severity of a drift at which a proxy exits with 1. [default: off]',
  })(),
  ...reportFlags,
};

/** What `trafficFlags` parse to, as far as the end of a run needs it. */
type TrafficFlags = Parameters<typeof writeReport>[0] & {
  readonly record?: string | undefined;
  readonly 'fail-severity'?: FailSeverity | undefined;
};

/** Reports how the traffic of a proxy drifted, and writes what was recorded. Sets the exit code to 1 for drifts that are grave enough. */
export async function reportTraffic(flags: TrafficFlags, { proxy }: Mocks, recorder: UseRecorder | undefined): Promise<void> {
  if (proxy) {
    const [{ driftFindings }, { verdictOnFindings }, { readFrames }] = await Promise.all([
      import('../mock-server/index.ts'),
      import('../policies/index.ts'),
      import('./read-frames.ts'),
    ]);
    const { exchanges } = proxy.drifts;
    const findings = driftFindings(proxy);
    const verdict = exchanges === 0 ? 'not checked' : verdictOnFindings(findings, flags['fail-severity'] ?? 'off');
    const notes = [`${exchanges === 1 ? '1 request was' : `${exchanges} requests were`} forwarded to ${proxy.target.url}`];
    await writeReport(flags, findings, { verdict, notes, frameOf: await readFrames(findings) });
    if (verdict === 'fail') process.exitCode = EXIT.gateFailed;
  }
  if (recorder && flags.record !== undefined) {
    const { writeConsumers } = await import('../mock-server/index.ts');
    for (const path of await writeConsumers(resolve(flags.record), recorder.consumersSeen())) process.stderr.write(`recorded ${path}\n`);
  }
}

/** Throws USAGE for flags that say nothing beside others. */
export function checkTrafficFlags(flags: {
  readonly proxy?: string | undefined;
  readonly 'port-each': boolean;
  readonly seed?: string | undefined;
  readonly faults?: string | undefined;
  readonly 'fail-severity'?: FailSeverity | undefined;
}): void {
  if (flags.proxy === undefined) {
    if (flags['fail-severity'] === undefined) return;
    throw new InterlockError('USAGE', '--fail-severity is about the drift that --proxy finds: a mock has none');
  }
  if (flags['port-each']) throw new InterlockError('USAGE', '--port-each goes with several contracts, and --proxy with one');
  if (flags.faults !== undefined) throw new InterlockError('USAGE', '--faults is for mocks: with --proxy the target answers');
  if (flags.seed !== undefined) throw new InterlockError('USAGE', '--seed is for mocks: with --proxy the target answers');
}
