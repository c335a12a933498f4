import { agreeAmounts } from './amounts-agree.ts';
import { balanceJournal } from './balance-journal.ts';
import { leaveOutUnreached } from './leave-out-unreached.ts';
import type { MadeObject } from './made-object.ts';

/** How the members of one object agree, in the order in which that is seen to. */
const RULES: readonly ((made: MadeObject) => void)[] = [balanceJournal, agreeAmounts, leaveOutUnreached];

/** Makes the members of an object that was just made agree with each other, as far as its schema lets them. Lists in it agree already. */
export function agree(made: MadeObject): void {
  for (const rule of RULES) rule(made);
}
