import { run } from '@oclif/core/run';
import { packagePath } from '../package-root.ts';
import { reportFailure } from './report-failure.ts';

/** How `bin/dev.ts` points oclif at the sources instead of the build: members of oclif's LoadOptions. */
interface DevelopmentOptions {
  readonly pjson: object;
  readonly ignoreManifest: boolean;
}

/**
 * Runs the command line with the given arguments and sets the exit code of the process. Never rejects: what fails before a command
 * exists (an unknown command, a module that does not load) is reported the same way as what fails inside one.
 */
export async function main(argv: readonly string[], development?: DevelopmentOptions): Promise<void> {
  process.stdout.on('error', endQuietlyWhenNobodyReads);
  try {
    await run([...argv], { root: packagePath(), ...development } as Parameters<typeof run>[1]);
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

/** `interlock check | head -1` closes our standard output early: that is no failure. */
function endQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
