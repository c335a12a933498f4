import type { HttpOperation } from '../../contract/index.ts';
import type { ChangeDirection } from '../change.ts';

/** One operation in both versions. */
export interface HttpPair {
  readonly base: HttpOperation;
  readonly head: HttpOperation;
}

/** Who sends a part of an operation: what comes in is sent by the holder of the base, what goes out by that of the head. */
export type Flow = 'input' | 'output';

/** Which way requests of an operation flow; responses flow the other way. */
export function requestFlow({ origin }: HttpOperation): Flow {
  return origin === 'path' ? 'input' : 'output';
}

/** The direction of a part of an operation, as reports name it. */
export function directionOf({ origin }: HttpOperation, part: 'request' | 'response'): ChangeDirection {
  return origin === 'path' ? part : `callback-${part}`;
}

/** Other names of an operation in both versions. */
export function aliasesOf({ base, head }: HttpPair): readonly string[] {
  return [...new Set([base.key, base.operationId, head.key, head.operationId].filter((name) => name !== undefined))];
}
