import type { HttpOperation } from '../../contract/index.ts';
import type { DataFlow } from '../subsumption/index.ts';

/** What `readOnly` and `writeOnly` hide in a part of an operation: the request of a webhook is given out, as a response is. */
export function flowOf({ origin }: HttpOperation, part: 'request' | 'response'): DataFlow {
  return (origin === 'path') === (part === 'request') ? 'request' : 'response';
}
