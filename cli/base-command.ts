import { Command } from '@oclif/core/command';
import { reportFailure } from './report-failure.ts';

/**
 * What every command shares: standard output is the result, standard error is progress, and failures become one line and an exit code.
 * A command parses its flags, calls one room and renders what comes back.
 */
export abstract class InterlockCommand extends Command {
  /** Writes a line of the result. */
  protected print(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** Says what is going on, when a person is watching. */
  protected progress(line: string): void {
    if (process.stderr.isTTY) process.stderr.write(`${line}\n`);
  }

  protected override catch(error: unknown): Promise<void> {
    process.exitCode = reportFailure(error);
    return Promise.resolve();
  }
}
