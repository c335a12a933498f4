import type { WrittenAnswer } from '../send-answer.ts';
import type { Refusal } from './problem.ts';

/** Writes a refusal as plain problem details (RFC 9457). */
export function writeProblem({ problem, headers }: Refusal): WrittenAnswer {
  return {
    status: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify(problem),
  };
}
