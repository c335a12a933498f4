import type { CallerOptions } from '../runtime/index.ts';

/** Where a system is and who calls it. Siblings of every system take it beside the compiled contract. */
export type SystemConnection = Omit<CallerOptions, 'contract'>;
