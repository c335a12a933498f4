import { inWords } from '../member-place.ts';
import { statusOf, stepOf } from './lifecycle.ts';
import type { MadeObject } from './made-object.ts';

/** Ways in which a life ends beside them: a timestamp of one is there in that status alone. */
const ENDS = /^(rejected|denied|declined|cancell?ed|void(ed)?|reversed|expired|failed|archived|deleted|withdrawn|suspended|terminated)$/;

/** What stands behind a step in the name of a member that tells when it was reached, or by whom. */
const WHEN = / (at|on|by|date|time|timestamp|date time)$/;

/**
 * Leaves out what tells of steps that the object's status has not reached: a draft has no `submittedAt`. What must be there, or was sent, stays.
 */
export function leaveOutUnreached({ value, required, isMade }: MadeObject): void {
  const words = statusOf(value);
  const reached = stepOf(words);
  if (reached === undefined && !ENDS.test(words)) return;
  for (const name in value) {
    const told = inWords(name);
    const step = WHEN.test(told) ? told.replace(WHEN, '') : '';
    const isUnreached = ENDS.test(step) ? step.slice(0, 5) !== words.slice(0, 5) : (stepOf(step) ?? 0) > (reached ?? Infinity);
    if (step !== '' && isUnreached && !required.has(name) && isMade(name)) delete value[name];
  }
}
