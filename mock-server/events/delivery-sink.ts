import type { Session } from '../state/sessions.ts';
import type { DeadLetter } from './event-room.ts';
import type { Delivery } from './kept-messages.ts';

/** Where deliveries and dead letters go beside the mock's own subscribers: a broker. */
export interface DeliverySink {
  deliver(contractId: string, session: Session, delivery: Delivery): void;
  refuse(contractId: string, session: Session, letter: DeadLetter): void;
}
