import type { CompiledContract } from '../../registry/contract/index.ts';
import type { RecordAnswer } from '../http/http-mount.ts';
import { consumerOf } from './consumer-of.ts';
import type { UseRecorder } from './use-recorder.ts';

/** Notes what callers of a mock use, by the contract as it stands when they are answered. */
export function recordAnswers(recorder: UseRecorder, contractId: string, compiled: () => CompiledContract): RecordAnswer {
  return (request, { method, url, headers, body }, answer) => {
    const now = compiled();
    recorder.note(contractId, now, consumerOf(now.contract, request), {
      method,
      url,
      requestHeaders: headers,
      requestBody: body && { bytes: body },
      status: answer.status,
      responseHeaders: answer.headers,
      responseBody: answer.body === undefined ? undefined : { bytes: Buffer.from(answer.body) },
    });
  };
}
