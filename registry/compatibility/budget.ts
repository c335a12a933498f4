/** Bounds of the work of one comparison. What lies beyond them is not checked, and never taken for clean. */
export interface CompareBudget {
  /** Wall time; default 300,000. */
  readonly milliseconds?: number;
  /** Heap of the process; default what Node allows. */
  readonly megabytes?: number;
  /** Named schemas of one version; default 100,000. */
  readonly schemas?: number;
}

const DEFAULT_MILLISECONDS = 300_000;
const DEFAULT_SCHEMAS = 100_000;
/** Values and alternatives looked at for one question: a bound that is the same on every machine. */
const STEPS_A_QUESTION = 200_000;
/** The clock and the heap are looked at each so many steps. */
const STEPS_A_LOOK = 32;

/** What is left of a budget. */
export class Allowance {
  readonly #until: number;
  readonly #budget: CompareBudget;
  #steps = STEPS_A_QUESTION;
  #spent: string | undefined;

  constructor(budget: CompareBudget = {}) {
    this.#budget = budget;
    this.#until = performance.now() + (budget.milliseconds ?? DEFAULT_MILLISECONDS);
  }

  /** Starts to count the steps of a question. */
  begin(): void {
    this.#steps = STEPS_A_QUESTION;
    this.#look();
  }

  /** Takes a step; false when none is left for the question, or nothing for the whole. */
  step(): boolean {
    this.#steps -= 1;
    if (this.#steps % STEPS_A_LOOK === 0) this.#look();
    return this.#steps >= 0 && this.#spent === undefined;
  }

  /** For people: which bound of the whole was passed; undefined while there is something left. */
  get spent(): string | undefined {
    return this.#spent;
  }

  /** For people: why a version is too large to be compared; undefined when it isn't. */
  refuses(schemas: number): string | undefined {
    const most = this.#budget.schemas ?? DEFAULT_SCHEMAS;
    return schemas > most ? `it names ${schemas} schemas, the budget is ${most}` : undefined;
  }

  #look(): void {
    const { milliseconds = DEFAULT_MILLISECONDS, megabytes } = this.#budget;
    if (performance.now() > this.#until) this.#spent ??= `the budget of ${milliseconds / 1000} s was used up`;
    if (megabytes !== undefined && process.memoryUsage().heapUsed > megabytes * 1e6) {
      this.#spent ??= `the budget of ${megabytes} MB of memory was used up`;
    }
  }
}
