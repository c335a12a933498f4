import { inWords } from '../member-place.ts';

/** Steps of a document's life in their order, by the words for them in a status or in the name of a timestamp. */
const STEPS: readonly RegExp[] = [
  /^(draft|new|open|created|pending|planned|initial|queued|requested|saved|not started|unposted|unpaid|parked)$/,
  /^(submitted|sent|received|registered|filed|placed)$/,
  /^(acknowledged|processing|processed|reviewed|in review|in progress|under review|pending approval|validated|released)$/,
  /^(approved|accepted|adjudicated|confirmed|authorized)$/,
  /^(posted|issued|invoiced|billed|ordered)$/,
  /^(shipped|dispatched|delivered|fulfilled|partially paid)$/,
  /^(paid|settled|completed|closed|cleared|finalized|finished|resolved|reconciled)$/,
];

/** The step in which a document is paid and done. */
const DONE = STEPS.length - 1;

/** The place of a step among all, from 0, by the words for it; undefined for what is none. */
export function stepOf(words: string): number | undefined {
  const step = STEPS.findIndex((names) => names.test(words));
  return step < 0 ? undefined : step;
}

/** The status of an object, in words; '' when it has none. */
export function statusOf(value: Readonly<Record<string, unknown>>): string {
  const status = value['status'] ?? value['state'] ?? value['lifecycleStatus'];
  return typeof status === 'string' ? inWords(status) : '';
}

/** Does its status say that nothing of an object is open any more? */
export function isDone(value: Readonly<Record<string, unknown>>): boolean {
  return stepOf(statusOf(value)) === DONE;
}
