/** What happens by itself as a session's clock goes on, each thing at its instant. */
export interface Agenda {
  /** When the next thing is due, in milliseconds since 1970; undefined when nothing waits. */
  nextMs(): number | undefined;
  /** Lets the next thing happen. The clock stands at its instant. */
  run(): void;
}

/** So many things happen at one move of the clock at most. */
const MAX_RUNS = 100_000;

/**
 * Lets happen what is due by an instant, the earliest first, of two at the same instant the one of the earlier agenda.
 *
 * @param stand is called with the instant of each thing before it happens
 */
export function runAgendas(agendas: readonly Agenda[], untilMs: number, stand: (instantMs: number) => void): void {
  for (let run = 0; run < MAX_RUNS; run++) {
    let earliest: { readonly agenda: Agenda; readonly dueMs: number } | undefined;
    for (const agenda of agendas) {
      const dueMs = agenda.nextMs();
      if (dueMs !== undefined && dueMs <= untilMs && (!earliest || dueMs < earliest.dueMs)) earliest = { agenda, dueMs };
    }
    if (!earliest) return;
    stand(earliest.dueMs);
    earliest.agenda.run();
  }
}
