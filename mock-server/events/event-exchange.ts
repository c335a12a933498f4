import type { Heard } from '../behaviour.ts';
import type { Session } from '../state/sessions.ts';
import { emitEvent } from './emit-event.ts';
import type { EmittedEvent } from './emitted-event.ts';
import type { EventMock, PermittedMessage } from './event-mock.ts';

/** A contract whose state messages change. */
export interface Listener {
  /** Which messages, as its behaviour file now says. */
  heeds(): readonly Heard[];
  /** Lets a message take its effect; `index` is the place in the list. */
  hear(session: Session, index: number, payload: unknown): void;
}

/** Messages that lead to messages: a chain that is longer than this goes round in a circle. */
const MAX_CHAIN = 16;

/** The contracts of a server, by id: events of any contract's state find their channel here, and messages the state that they change. */
export class EventExchange {
  private readonly mocks = new Map<string, () => EventMock>();
  private readonly listeners = new Map<string, Listener>();
  private readonly told = new Set<string>();
  private readonly warn: (line: string) => void;
  /** Contracts whose events are being delivered, the last one innermost. */
  private readonly emitting: string[] = [];

  /** @param warn is told of events that have nowhere to go */
  constructor(warn: (line: string) => void = () => {}) {
    this.warn = warn;
  }

  /** Makes a contract's channels known; `mock` is asked at each use, since contracts are reloaded. */
  open(contractId: string, mock: () => EventMock): void {
    this.mocks.set(contractId, mock);
  }

  /** Makes a contract unknown. */
  close(contractId: string): void {
    this.mocks.delete(contractId);
    this.listeners.delete(contractId);
  }

  /** Lets a contract hear messages. */
  listen(contractId: string, listener: Listener): void {
    this.listeners.set(contractId, listener);
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
   *
   * @param atMs when they happened, where that is not a tick of the clock from now
   */
  emit(session: Session, contractId: string, events: readonly EmittedEvent[], seed: string, atMs?: number): void {
    if (this.emitting.length >= MAX_CHAIN) {
      return this.tellOnce(
        `events of ${contractId} are left out: messages lead to messages without end (${this.emitting.slice(-3).join(', ')})`,
      );
    }
    for (const event of events) {
      const named = event.contract ?? contractId;
      const mock = this.of(named);
      if (!mock) {
        this.tellOnce(`events of ${contractId} are left out: no event contract '${named}' is served beside it`);
        continue;
      }
      this.emitting.push(contractId);
      try {
        emitEvent(mock, session, event, seed, atMs);
      } finally {
        this.emitting.pop();
      }
    }
  }

  /** Lets a message that was taken have its effect on the state of other contracts. Nobody hears what it said itself. */
  hear(session: Session, contractId: string, { operation, address, message, payload }: PermittedMessage): void {
    const { channel } = operation;
    const names = [channel.address, channel.name, address];
    for (const [listenerId, listener] of this.listeners) {
      if (listenerId === this.emitting.at(-1)) continue;
      for (const [index, heard] of listener.heeds().entries()) {
        if (heard.contract !== contractId || !names.includes(heard.channel)) continue;
        if (heard.message === undefined || heard.message === message) listener.hear(session, index, payload);
      }
    }
  }

  private tellOnce(line: string): void {
    if (this.told.has(line)) return;
    this.told.add(line);
    this.warn(line);
  }
}
