import { setTimeout } from 'node:timers';

/** Work that is done while nobody waits for an answer. */
export interface BackgroundWork {
  /** Adds steps, done one by one behind those that there are. A step should take some milliseconds at most, and must not throw. */
  add(steps: Iterable<unknown>): void;
  /** Puts the work off: a request has come, or was answered. */
  defer(): void;
  /** Forgets what is left. */
  stop(): void;
}

/** Quiet time after a request before work goes on. */
const QUIET_MILLISECONDS = 150;

/** Of the time of an idle process, work takes this share, so that a request never waits for more than the step at hand. */
const SHARE = 0.5;

/** Opens a queue of work. It keeps no process alive. */
export function openBackgroundWork(quietMilliseconds = QUIET_MILLISECONDS): BackgroundWork {
  const queue: Iterator<unknown>[] = [];
  let lastRequest = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const wait = (milliseconds: number): void => {
    timer = setTimeout(work, milliseconds).unref();
  };
  const work = (): void => {
    timer = undefined;
    const start = performance.now();
    const quietFor = start - lastRequest;
    if (quietFor < quietMilliseconds) return wait(quietMilliseconds - quietFor);
    const [steps] = queue;
    if (!steps) return;
    if (steps.next().done) queue.shift();
    if (queue.length > 0) wait(((performance.now() - start) * (1 - SHARE)) / SHARE);
  };
  return {
    add(steps) {
      queue.push(steps[Symbol.iterator]());
      if (!timer) wait(quietMilliseconds);
    },
    defer() {
      lastRequest = performance.now();
    },
    stop() {
      clearTimeout(timer);
      queue.length = 0;
    },
  };
}
