import { nextTraceparent } from './trace-context.ts';

/** What a caller says of itself. */
export interface CallerIdentity {
  /** Name of the application that calls, sent as `User-Agent`. */
  readonly consumer: string;
  /** Fetches an access token: called when one is first needed and again, once a call, after a 401. */
  readonly token?: () => Promise<string>;
  /** The `traceparent` to go on from; without one every call begins a trace. */
  readonly traceparent?: () => string | undefined;
}

/** What every request of a caller carries. */
export interface CallerSession {
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Drops the token; true when there was one to drop. */
  renew(): boolean;
}

/** Fetches a token when one is first needed, and keeps it. */
export function openCallerSession(options: CallerIdentity): CallerSession {
  let token: Promise<string> | undefined;
  return {
    async headers() {
      const common = { 'user-agent': options.consumer, traceparent: nextTraceparent(options.traceparent?.()) };
      if (!options.token) return common;
      token ??= options.token();
      try {
        return { ...common, authorization: `Bearer ${await token}` };
      } catch (error) {
        token = undefined;
        throw error;
      }
    },
    renew() {
      const had = token !== undefined;
      token = undefined;
      return had;
    },
  };
}
