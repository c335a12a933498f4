import type { CompiledContract, HttpOperation } from '../../registry/contract/index.ts';
import { firstPermitted } from '../answers/answer.ts';
import type { Answer } from '../answers/answer.ts';
import { declaredMedia } from '../answers/choose-media-type.ts';
import { repairAnswer } from '../answers/repair-answer.ts';
import { declaredResponse } from '../answers/success-response.ts';
import { refuse } from './refusals/problem.ts';
import type { Refusal } from './refusals/problem.ts';
import { writeAnswer } from './send-answer.ts';
import type { WrittenAnswer } from './send-answer.ts';
import { writeBody } from './bodies/write-body.ts';

/**
 * The first candidate that the contract permits and that can be written; else the first, mended; else the problem that there is none.
 *
 * @param isExact nothing but the candidates will do: a body is not mended
 */
export function permitAnswer(
  compiled: CompiledContract,
  operation: HttpOperation,
  candidates: Iterable<Answer>,
  isExact = false,
): WrittenAnswer | Refusal {
  const write = (answer: Answer): WrittenAnswer | undefined =>
    writeAnswer(answer, (value, mediaType) => bodyOf(compiled, operation, answer.status, mediaType, value));
  const permitted = firstPermitted(compiled, operation, candidates, write);
  if ('result' in permitted) return permitted.result;
  const { violations, refused } = permitted;
  const mayMend = !isExact || violations.every(({ part }) => part === 'header');
  const repaired = mayMend && refused && repairAnswer(compiled, operation, refused, violations);
  const written = repaired && 'mended' in repaired ? write(repaired.mended) : undefined;
  if (written) return written;
  const left = repaired && 'violations' in repaired ? repaired.violations : violations;
  const why =
    left.length > 0 ? 'no answer that the mock can give fits the contract' : 'the operation declares no success that the mock can write';
  return refuse(500, 'MOCK_CANNOT_ANSWER', `${operation.operationId ?? operation.key}: ${why}`, { violations: left });
}

/** Whether the contract permits an answer that was written before, perhaps by another: its body is judged as the receiver reads it. */
export function isPermittedAnswer(compiled: CompiledContract, operation: HttpOperation, { status, headers, body }: WrittenAnswer): boolean {
  const sent = { status, headers, ...(body === undefined ? {} : { body: Buffer.from(body) }) };
  return compiled.permitsResponse(operation, sent).accepted;
}

function bodyOf(
  { contract }: CompiledContract,
  operation: HttpOperation,
  status: number,
  mediaType: string,
  value: unknown,
): WrittenAnswer['body'] {
  const content = declaredResponse(operation, status)?.content ?? [];
  const declared = declaredMedia(content, mediaType);
  return writeBody(contract, declared?.schema ?? true, mediaType, value, declared?.encoding);
}
