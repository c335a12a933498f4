import type { Preferences } from './prefer.ts';

/** What surrounds a request: all that decides its answer apart from the request itself and what is stored. */
export interface RequestContext {
  /** Whose state it is (`Interlock-Session`); '' for callers that name none. */
  readonly session: string;
  readonly prefer: Preferences;
  /** Begins the seed of every generated value: the caller's (`Prefer: seed=`), else the server's, with the session. */
  readonly seed: string;
  /** The session's clock, in milliseconds since 1970 (UTC): instants come from it alone. */
  readonly now: number;
}

/** Where the clock of a session stands at first. */
export const CLOCK_START_MS = Date.UTC(2026, 0, 1);
