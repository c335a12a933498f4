import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

/** What one process cost, from before it was started until it had ended. */
export interface ProcessRun {
  /** Undefined when it was ended for taking too long. */
  readonly exitCode: number | undefined;
  readonly wallSeconds: number;
  /** User and system time of all of its threads. NaN where the system has no /proc. */
  readonly cpuSeconds: number;
  /** The most memory that it held at once, VmHWM. NaN where the system has no /proc. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

const POLL_MILLISECONDS = 10;
/** USER_HZ, which Linux fixes at 100 for /proc. */
const TICKS_PER_SECOND = 100;

/**
 * Runs a command to its end, or for so many seconds, in this folder or another. Processor time and memory are read from /proc as it runs, so the last
 * 10 ms of each process may be missing, alike for all. Throws when it can't be started.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  { limitSeconds, cwd }: { readonly limitSeconds: number; readonly cwd?: string },
): Promise<ProcessRun> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...(cwd !== undefined && { cwd }) });
    const chunks: Buffer[] = [];
    let used = { cpuSeconds: Number.NaN, peakMegabytes: Number.NaN };
    let isTooLong = false;
    const poll = setInterval(() => (used = usageOf(child.pid!) ?? used), POLL_MILLISECONDS);
    const limit = setTimeout(() => (isTooLong = child.kill('SIGKILL')), limitSeconds * 1000);
    const done = () => {
      clearInterval(poll);
      clearTimeout(limit);
    };
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code) => {
      done();
      const wallSeconds = (performance.now() - start) / 1000;
      resolve({ exitCode: isTooLong ? undefined : (code ?? -1), wallSeconds, ...used, stdout: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Undefined when the process has no pages left: it is ending. */
function usageOf(pid: number): Pick<ProcessRun, 'cpuSeconds' | 'peakMegabytes'> | undefined {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return peak ? { cpuSeconds: ticks / TICKS_PER_SECOND, peakMegabytes: (Number(peak[1]) * 1024) / 1e6 } : undefined;
  } catch {
    return undefined;
  }
}
