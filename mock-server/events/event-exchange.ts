import type { Session } from '../state/sessions.ts';
import { emitEvent } from './emit-event.ts';
import type { EmittedEvent } from './emitted-event.ts';
import type { EventMock } from './event-mock.ts';

/** The event contracts of a server, by id: events of any contract's state find their channel here. */
export class EventExchange {
  private readonly mocks = new Map<string, () => EventMock>();
  private readonly unserved = new Set<string>();
  private readonly warn: (line: string) => void;

  /** @param warn is told of events that have nowhere to go */
  constructor(warn: (line: string) => void = () => {}) {
    this.warn = warn;
  }

  /** Makes a contract's channels known; `mock` is asked at each use, since contracts are reloaded. */
  open(contractId: string, mock: () => EventMock): void {
    this.mocks.set(contractId, mock);
  }

  /** Makes them unknown. */
  close(contractId: string): void {
    this.mocks.delete(contractId);
  }

  /** The event contracts that are served. */
  all(): readonly EventMock[] {
    return [...this.mocks.values()].map((mock) => mock());
  }

  of(contractId: string): EventMock | undefined {
    return this.mocks.get(contractId)?.();
  }

  /**
   * Delivers events that a change of state led to. An event of a contract that is not served has nowhere to go: it is left out, which is told
   * once for each pair of contracts. What its contract refuses goes to its dead letters.
   */
  emit(session: Session, contractId: string, events: readonly EmittedEvent[], seed: string): void {
    for (const event of events) {
      const named = event.contract ?? contractId;
      const mock = this.of(named);
      if (mock) emitEvent(mock, session, event, seed);
      else this.leaveOut(contractId, named);
    }
  }

  private leaveOut(contractId: string, named: string): void {
    const pair = `${contractId} ${named}`;
    if (this.unserved.has(pair)) return;
    this.unserved.add(pair);
    this.warn(`events of ${contractId} are left out: no event contract '${named}' is served beside it`);
  }
}
