import type { Kysely } from 'kysely';
import type { Analytics, ErpFinance, PatientBilling, PayerDirectory } from '../../adapters/index.ts';
import type { FlowTables } from '../tables.ts';

/** What claim-to-cash works with: its database and the systems it calls, each through an adapter. */
export interface Environment {
  readonly database: Kysely<FlowTables>;
  readonly systems: {
    readonly billing: PatientBilling;
    readonly erp: ErpFinance;
    readonly payers: PayerDirectory;
    readonly analytics: Analytics;
  };
  /** The contract by which the flow's inputs came, written on journals and exceptions. */
  readonly contracts: {
    readonly remittances: ContractVersion;
    readonly bankCredits: ContractVersion;
  };
}

/** A contract and the version in force. */
export interface ContractVersion {
  readonly id: string;
  readonly version: string;
}

let bound: Environment | undefined;

/**
 * Binds the environment of this process. Workflows are registered before the engine is launched and resumed by it, so they can't be
 * handed their environment as an argument.
 */
export function bindEnvironment(environment: Environment): void {
  bound = environment;
}

/** The environment of this process. */
export function environment(): Environment {
  if (!bound) throw new Error('claim-to-cash has no environment: call bindEnvironment before the engine is launched');
  return bound;
}
