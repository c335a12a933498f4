import type { ProblemViolation } from './problem.ts';

/** Characters of the header; servers in between refuse long ones. */
const MAX_LENGTH = 2000;

/**
 * What `Interlock-Violations` says, however little the contract's own error can hold: a JSON array of part, pointer and detail of each violation, as
 * many as fit, in ASCII.
 */
export function violationsHeader(violations: readonly ProblemViolation[]): string {
  const told: string[] = [];
  let length = 2;
  for (const { part, pointer, detail } of violations) {
    const text = JSON.stringify({ part, pointer, detail }).replaceAll(/[^\u0020-\u007E]/g, escape);
    length += text.length + 1;
    if (length > MAX_LENGTH) break;
    told.push(text);
  }
  return `[${told.join(',')}]`;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
