import type { Parameter } from '../../registry/contract/index.ts';

/** What a header says of a rate limit. */
export interface LimitHeader {
  readonly says: 'limit' | 'remaining' | 'reset' | 'policy' | 'all';
  /** Length of the window that its name is about: `X-RateLimit-Limit-Minute`. */
  readonly seconds?: number;
}

/** Lengths of windows by their names, in seconds. */
export const WINDOW_SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

const NAME = /^(?:x-)?rate-?limit(?:-(limit|remaining|reset|policy))?(?:-(second|minute|hour|day))?$/i;

/**
 * Reads the name of a header: `X-RateLimit-Limit`, `X-Rate-Limit-Remaining`, `RateLimit-Reset`, `RateLimit-Policy`, `RateLimit` (draft-ietf-httpapi-
 * ratelimit-headers and what came before it). Undefined where it is about something else.
 */
export function readLimitHeader({ name }: Pick<Parameter, 'name'>): LimitHeader | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const seconds = match[2] === undefined ? undefined : WINDOW_SECONDS[match[2].toLowerCase()];
  const says = (match[1]?.toLowerCase() ?? 'all') as LimitHeader['says'];
  return seconds === undefined ? { says } : { says, seconds };
}
