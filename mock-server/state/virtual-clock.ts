/** First instant of every session's clock. */
export const CLOCK_START_MS = Date.UTC(2026, 0, 1);

/** The last instant that RFC 3339 can write. */
const CLOCK_END_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The clock of a session: it stands still but for one second with everything that is stamped with an instant (a resource that is made, changed or moved, a
 * message), so that the same requests in the same order get the same instants. What stamps nothing, as DELETE, takes no time. Instants are milliseconds since 1970.
 */
export class VirtualClock {
  private currentMs = CLOCK_START_MS;
  private begunMs = CLOCK_START_MS;
  private changesMs = 0;
  private still = false;

  now(): number {
    return this.currentMs;
  }

  /** The instant that it was last set to, from which it went on. */
  get begun(): number {
    return this.begunMs;
  }

  /** What nobody made is told from here. */
  begin(instantMs: number): void {
    this.begunMs = instantMs;
  }

  /** Moves on by the second that a change takes, and says what time it is then. */
  tick(): number {
    this.set(this.currentMs + 1000, this.changesMs + 1000);
    return this.currentMs;
  }

  /**
   * Sets the clock, forward or back; it never leaves the years 0 to 9999.
   *
   * @param changesMs how much of the time that the clock then shows was taken by changes
   */
  set(instantMs: number, changesMs = 0): void {
    this.currentMs = Math.min(Math.max(instantMs, -62_167_219_200_000), CLOCK_END_MS);
    this.changesMs = changesMs;
  }

  /** Moves the clock on by a time that callers let pass. */
  advance(byMs: number): void {
    this.set(this.currentMs + byMs, this.changesMs);
  }

  /** What callers have set the clock to and let pass since: what lasts a while, tokens and rate limits, does not end because much was changed. */
  lapsed(): number {
    return this.currentMs - this.changesMs;
  }

  /** True when a caller has set the clock: then only the clock says how much time has passed, and not the time that it takes to ask. */
  get isHeld(): boolean {
    return this.still;
  }

  /** Notes that a caller has set the clock. */
  hold(): void {
    this.still = true;
  }

  /** Back to the start. */
  reset(): void {
    this.set(CLOCK_START_MS);
    this.begin(CLOCK_START_MS);
    this.still = false;
  }
}

/** An instant as RFC 3339 writes it, with fractions of a second only where there are some. */
export function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString().replace('.000Z', 'Z');
}

/** Reads an instant of RFC 3339 §5.6; undefined when the text is none. */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text)) return undefined;
  const instantMs = Date.parse(text);
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

/** Reads a duration of days, hours, minutes and seconds (`P1DT2H`, `PT30S`; ISO 8601) as milliseconds; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!match) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return Math.round(((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
