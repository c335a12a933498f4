import type { Session } from '../state/sessions.ts';
import { emitEvent } from './emit-event.ts';
import type { EmittedEvent } from './emitted-event.ts';
import type { EventMock } from './event-mock.ts';

/** The event contracts of a server, by id: events of any contract's state find their channel here. */
export class EventExchange {
  private readonly mocks = new Map<string, () => EventMock>();

  /** Makes a contract's channels known; `mock` is asked at each use, since contracts are reloaded. */
  open(contractId: string, mock: () => EventMock): void {
    this.mocks.set(contractId, mock);
  }

  /** The event contracts that are served. */
  all(): readonly EventMock[] {
    return [...this.mocks.values()].map((mock) => mock());
  }

  of(contractId: string): EventMock | undefined {
    return this.mocks.get(contractId)?.();
  }

  /**
   * Delivers events that a change of state led to. An event of a contract that is not served has nowhere to go and is left out; what its contract
   * refuses goes to its dead letters.
   */
  emit(session: Session, contractId: string, events: readonly EmittedEvent[], seed: string): void {
    for (const event of events) {
      const mock = this.of(event.contract ?? contractId);
      if (mock) emitEvent(mock, session, event, seed);
    }
  }
}
