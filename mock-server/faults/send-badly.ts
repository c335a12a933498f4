import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendAnswer } from '../http/send-answer.ts';
import type { WrittenAnswer } from '../http/send-answer.ts';
import type { Mishap } from './mishap.ts';

/** Sends an answer as its mishap has it. Ends when the answer is out or lost, or the caller has gone away; never rejects. */
export async function sendBadly(response: ServerResponse, answer: WrittenAnswer, { delayMs, loss }: Mishap): Promise<void> {
  const waitMs = delayMs + (loss?.holdMs ?? 0);
  if (waitMs > 0 && !(await waited(response, waitMs))) return;
  if (response.destroyed) return;
  if (!loss) sendAnswer(response, answer);
  else if (loss.kind === 'truncate') sendHalf(response, answer);
  else response.socket?.resetAndDestroy();
}

/** Lets time pass; false when the connection ends before. */
async function waited(response: ServerResponse, milliseconds: number): Promise<boolean> {
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

/** The head promises the whole body, half of it follows, and the connection ends. */
function sendHalf(response: ServerResponse, { status, headers, body = '' }: WrittenAnswer): void {
  const bytes = Buffer.from(body);
  if (bytes.length === 0 || response.req.method === 'HEAD') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.end(() => response.socket?.destroy()));
}
