import { option, string } from '@oclif/core/flags';
import { EXIT } from '../errors.ts';
import type { InputFile } from '../flows/index.ts';
import { openLandscape } from './current-workspace.ts';
import { formatFlowRunJson } from './formatters/flow-run-json.ts';
import { formatFlowRunText } from './formatters/flow-run-text.ts';
import { databaseFlags, isQueued, runClaimToCash } from './run-claim-to-cash.ts';
import { startMocks } from './start-mocks.ts';

/** Flags of every command that runs a flow. */
export const runFlags = {
  mocks: string({ helpValue: 'url', description: 'Systems to call, as `interlock mock` serves them; by default mocks in this process.' }),
  ...databaseFlags,
  format: option({ options: ['text', 'json'] as const, default: 'text' as const, description: 'Format of the report.' })(),
};

/** What `runFlags` parse to. */
export interface RunFlags {
  readonly mocks?: string | undefined;
  readonly data: string;
  readonly database?: string | undefined;
  readonly format: 'text' | 'json';
}

/** Runs claim-to-cash against running systems, or mocks in this process, and prints the report. Exits 3 when something is queued. */
export async function runAndReport(flags: RunFlags, inputs: readonly InputFile[], replay: readonly string[] = []): Promise<void> {
  const workspace = await openLandscape();
  const mocks = flags.mocks === undefined ? await startMocks(workspace, workspace.contracts) : undefined;
  try {
    const report = await runClaimToCash(workspace, inputs, { ...flags, replay, systemsUrl: mocks?.url ?? flags.mocks ?? '' });
    process.stdout.write(flags.format === 'json' ? formatFlowRunJson(report) : formatFlowRunText(report));
    if (isQueued(report)) process.exitCode = EXIT.registry;
  } finally {
    await mocks?.close();
  }
}
