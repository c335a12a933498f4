import { Script } from 'node:vm';

/** Code took longer than it may. */
export class TimeLimitPassed extends Error {
  override readonly name = 'TimeLimitPassed';

  constructor(milliseconds: number) {
    super(`it took longer than ${milliseconds / 1000} s`);
  }
}

/** Code in a script of its own may be interrupted, loops and regular expressions alike; it is handed over by this name. */
const HANDOVER = Symbol.for('interlock.limited');
const script = new Script(`globalThis[Symbol.for('${HANDOVER.description}')]()`);

/** On a busy machine the clock runs faster than the code: as many times the limit are waited for the processor. */
const MOST_PATIENCE = 8;

/**
 * Runs code that may never end, and interrupts it once it has taken this much processor time. Where the machine had no time for it, it is begun
 * again: code that keeps anything must start anew. It costs about half a millisecond, whatever the code does.
 *
 * Throws TimeLimitPassed, and what the code throws. What the code leaves to later, promises, is not limited.
 */
export function limitTime<Result>(milliseconds: number, run: () => Result): Result {
  for (let patience = 1; ; patience *= 2) {
    const before = process.threadCpuUsage();
    try {
      return interruptible(milliseconds * patience, run);
    } catch (error) {
      if (!isInterruption(error)) throw error;
      const { user, system } = process.threadCpuUsage(before);
      if ((user + system) / 1000 >= milliseconds * 0.9 || patience >= MOST_PATIENCE) throw new TimeLimitPassed(milliseconds);
    }
  }
}

function interruptible<Result>(timeout: number, run: () => Result): Result {
  const scope = globalThis as { [HANDOVER]?: (() => unknown) | undefined };
  const outer = scope[HANDOVER];
  scope[HANDOVER] = run;
  try {
    return script.runInThisContext({ timeout }) as Result;
  } finally {
    scope[HANDOVER] = outer;
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/** Steps in which waiting is counted: while other code runs, the clock goes on, and nobody could have answered. */
const STEPS = 50;

/**
 * What a promise gives, unless that takes longer than this. Time in which other code keeps the thread busy counts for little. Throws TimeLimitPassed, and what the promise
 * throws.
 */
export async function limitWaiting<Result>(milliseconds: number, answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    let left = STEPS;
    timer = setInterval(() => {
      left -= 1;
      if (left === 0) reject(new TimeLimitPassed(milliseconds));
    }, milliseconds / STEPS);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearInterval(timer);
  }
}
