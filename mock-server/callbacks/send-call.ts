import type { CompiledContract, HttpOperation } from '../../registry/contract/index.ts';
import type { SentCallback } from './callback-log.ts';
import type { MadeCall } from './make-call.ts';

/** Before the second and the third attempt. */
export const RETRY_AFTER_MS: readonly number[] = [200, 1000];

const TIMEOUT_MS = 5000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Sends a call: again after a network error, a timeout, 408, 429 and 5xx, three times in all. Redirects are not followed. What came of it is
 * written into the entry, an answer that the contract does not permit too. Never throws.
 */
export async function sendCall(
  compiled: CompiledContract,
  operation: HttpOperation,
  call: MadeCall,
  entry: SentCallback,
  settings: { readonly retryAfterMs: readonly number[]; readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = settings;
  for (const waitMs of [0, ...settings.retryAfterMs]) {
    if (waitMs > 0) await pause(waitMs, signal);
    if (signal.aborted) break;
    entry.attempts += 1;
    try {
      const answer = await fetch(call.url, {
        method: operation.method,
        headers: { 'user-agent': 'interlock-mock', ...call.headers },
        ...(call.body === undefined ? {} : { body: call.body }),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const body = await readAnswer(answer);
      entry.answered = answer.status;
      if (isPassing(answer.status)) {
        entry.detail = `the receiver answered ${answer.status}`;
        continue;
      }
      const verdict = compiled.permitsResponse(operation, {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        ...(body.length === 0 ? {} : { body }),
      });
      entry.status = answer.ok && verdict.accepted ? 'delivered' : 'failed';
      if (verdict.accepted) delete entry.detail;
      else entry.detail = `the contract does not permit the answer: ${verdict.violations[0]?.message ?? ''}`;
      return;
    } catch (error) {
      entry.detail = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
    }
  }
  entry.status = 'failed';
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

async function readAnswer(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function pause(waitMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(() => clearTimeout(timer));
}
