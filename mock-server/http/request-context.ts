import type { IncomingMessage } from 'node:http';
import { sessionNameOf } from '../state/sessions.ts';
import type { Session, Sessions } from '../state/sessions.ts';
import { parseInstant } from '../state/virtual-clock.ts';
import { readPreferences } from './prefer.ts';
import type { Preferences } from './prefer.ts';
import { refuse } from './refusals/problem.ts';
import type { Refusal } from './refusals/problem.ts';

/** What surrounds a request: all that decides its answer apart from the request itself and what is stored. */
export interface RequestContext {
  /** Whose state it is (`Interlock-Session`); the one named '' for callers that name none. */
  readonly session: Session;
  readonly prefer: Preferences;
  /** Begins the seed of every generated value: the caller's (`Prefer: seed=`), else the server's, with the session. */
  readonly seed: string;
  /** The session's clock when the request came, in milliseconds since 1970 (UTC): instants come from the session's clock alone. */
  readonly now: number;
}

/** Sets the session's clock before the request is answered: an instant of RFC 3339. */
const NOW_HEADER = 'interlock-now';

/** Reads `Interlock-Session`, `Interlock-Now` and `Prefer`; a refusal (400) where one of the first two cannot be read. */
export function readContext(sessions: Sessions, request: IncomingMessage): RequestContext | Refusal {
  const name = sessionNameOf(request.headers);
  if (name === undefined) {
    return refuse(400, 'SESSION_INVALID', 'Interlock-Session names a session by 1 to 128 visible ASCII characters');
  }
  const session = sessions.of(name);
  const sent = request.headers[NOW_HEADER];
  if (sent !== undefined) {
    const instantMs = parseInstant(String(sent));
    if (instantMs === undefined) return refuse(400, 'INSTANT_INVALID', 'Interlock-Now is an instant such as 2026-03-01T08:00:00Z');
    sessions.setClock(session, instantMs);
  }
  const prefer = readPreferences(request.headers, request.url ?? '/');
  return { session, prefer, seed: sessions.seedOf(session, prefer.seed), now: session.clock.now() };
}
