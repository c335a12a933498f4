import { pickInteger, seededRandom } from '../../answers/seeded-random.ts';
import type { HttpOperation } from '../../../registry/contract/index.ts';
import { seedOf } from '../outcome.ts';
import type { MockState } from '../outcome.ts';
import type { RequestContext } from '../../http/request-context.ts';

/** How long mock.yaml lets an answer take, in milliseconds: 0 where it says nothing. The seed, the URL and the session's clock choose within a range. */
export function latencyOf(
  mock: MockState,
  operation: HttpOperation,
  request: { readonly url: string; readonly context: RequestContext },
): number {
  const { latency } = mock.behaviour ?? {};
  const { operations = {}, default: usual = 0 } = latency ?? {};
  const { operationId = '' } = operation;
  const delay = (Object.hasOwn(operations, operationId) ? operations[operationId] : undefined) ?? usual;
  if (typeof delay === 'number') return delay;
  const random = seededRandom(`${seedOf(mock, request)} ${operation.key} ${request.url} ${request.context.now}`);
  return pickInteger(random, delay.min, Math.max(delay.min, delay.max));
}
