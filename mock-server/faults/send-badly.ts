import type { ServerResponse } from 'node:http';
import { sendAnswer } from '../http/send-answer.ts';
import type { WrittenAnswer } from '../http/send-answer.ts';
import { waitWhileConnected } from '../http/wait-while-connected.ts';
import type { Mishap } from './mishap.ts';

/** Sends an answer as its mishap has it. Ends when the answer is out or lost, or the caller has gone away; never rejects. */
export async function sendBadly(response: ServerResponse, answer: WrittenAnswer, { delayMs, loss }: Mishap): Promise<void> {
  const waitMs = delayMs + (loss?.holdMs ?? 0);
  if (waitMs > 0 && !(await waitWhileConnected(response, waitMs))) return;
  if (response.destroyed) return;
  if (!loss) sendAnswer(response, answer);
  else if (loss.kind === 'truncate') sendHalf(response, answer);
  else response.socket?.resetAndDestroy();
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
