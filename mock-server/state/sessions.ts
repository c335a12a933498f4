import type { IncomingHttpHeaders } from 'node:http';
import { runAgendas } from './behaviour/agenda.ts';
import type { Agenda } from './behaviour/agenda.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Something of which every session has its own: what a contract's mock remembers, the keys it has seen. Made at its first use. */
export interface SessionPart<T> {
  make(session: Session): T;
  /** Called when the session is over: nothing of it goes on. */
  end?(made: T): void;
}

/** Sessions that are kept; the one that was idle longest goes first. */
const MAX_SESSIONS = 1000;

/** The header that names the session of a request. */
const SESSION_HEADER = 'interlock-session';

/** State that is isolated from every other session's: a clock, and whatever the mocks remember for whoever names the session. */
export class Session {
  /** '' is the session of requests that name none. */
  readonly name: string;
  readonly clock = new VirtualClock();
  private readonly parts = new Map<SessionPart<unknown>, unknown>();

  constructor(name: string) {
    this.name = name;
  }

  /** This session's own, made now when it was not asked for before. */
  part<T>(part: SessionPart<T>): T {
    if (!this.parts.has(part)) this.parts.set(part, part.make(this));
    return this.parts.get(part) as T;
  }

  /** Changes a part that was made before. */
  update<T>(part: SessionPart<T>, change: (now: T) => T): void {
    if (this.parts.has(part)) this.parts.set(part, change(this.parts.get(part) as T));
  }

  /** Ends every part: the session is over. */
  end(): void {
    for (const [part, made] of this.parts) part.end?.(made);
    this.parts.clear();
  }

  /** Forgets a part: the next use makes it anew. */
  forget(part: SessionPart<unknown>): void {
    this.parts.delete(part);
  }
}

/** The sessions of a server, by name. The one without a name always stays. */
export class Sessions {
  /** Decides generated values where the caller names no seed. */
  readonly seed: string;
  private readonly unnamed = new Session('');
  private readonly named = new Map<string, Session>();
  private agendasOf: (session: Session) => readonly Agenda[] = () => [];

  constructor(seed = '') {
    this.seed = seed;
  }

  /** The session of a name, made when it is new. */
  of(name: string): Session {
    if (name === '') return this.unnamed;
    const session = this.named.get(name) ?? new Session(name);
    this.named.delete(name);
    this.named.set(name, session);
    const idlest = this.named.size > MAX_SESSIONS ? this.named.keys().next().value : undefined;
    if (idlest !== undefined) this.end(idlest);
    return session;
  }

  /** Decides what is generated in a session: the seed, the caller's where there is one, and the session's name. */
  seedOf({ name }: Session, seed = this.seed): string {
    return [seed, name].filter((part) => part !== '').join(' ');
  }

  /** Says what happens by itself in a session. */
  plan(agendasOf: (session: Session) => readonly Agenda[]): void {
    this.agendasOf = agendasOf;
  }

  /** Sets a session's clock. Where it goes forward, what is due on the way happens, each thing at its instant. */
  setClock(session: Session, instantMs: number): void {
    this.runUntil(session, instantMs);
    session.clock.set(instantMs);
    session.clock.begin(session.clock.now());
    session.clock.hold();
  }

  /** Lets time pass in a session. What is due on the way happens, each thing at its instant. */
  advanceClock(session: Session, byMs: number): void {
    const { clock } = session;
    const instantMs = clock.now() + byMs;
    this.runUntil(session, instantMs);
    clock.advance(instantMs - clock.now());
  }

  private runUntil(session: Session, instantMs: number): void {
    const { clock } = session;
    if (instantMs <= clock.now()) return;
    runAgendas(this.agendasOf(session), instantMs, (dueMs) => clock.advance(Math.max(0, dueMs - clock.now())));
  }

  /** Every session, the one without a name too. */
  all(): readonly Session[] {
    return [this.unnamed, ...this.named.values()];
  }

  /** Names of the sessions that are kept, the idlest first, without ''. */
  names(): readonly string[] {
    return [...this.named.keys()];
  }

  /** Ends a session and forgets all that it remembers; false when there is none of that name. */
  end(name: string): boolean {
    this.named.get(name)?.end();
    return this.named.delete(name);
  }
}

/** The name of a request's session: '' when it names none, undefined when what it names is no name (1 to 128 visible ASCII characters). */
export function sessionNameOf(headers: IncomingHttpHeaders): string | undefined {
  const sent = headers[SESSION_HEADER];
  if (sent === undefined || sent === '') return '';
  return typeof sent === 'string' && /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : undefined;
}
