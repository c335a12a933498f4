import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Lets time pass before an answer; false as soon as the caller has gone away. */
export async function waitWhileConnected(response: ServerResponse, milliseconds: number): Promise<boolean> {
  if (response.destroyed) return false;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  try {
    await sleep(milliseconds, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    response.off('close', leave);
  }
}
