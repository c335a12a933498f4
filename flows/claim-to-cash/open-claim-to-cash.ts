import { connectAnalytics, connectErpFinance, connectPatientBilling, connectPayerDirectory } from '../../adapters/index.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { openDatabase, queryBuilder, type DatabaseLocation } from '../../storage/index.ts';
import { launchEngine } from '../engine/index.ts';
import type { RunReport } from '../reconciliation/run-report.ts';
import type { FlowTables } from '../tables.ts';
import { bindEnvironment, type ContractVersion } from './environment.ts';
import { runClaimToCash, type InputFile } from './run-claim-to-cash.ts';

/** Version of the workflow's steps: changes when their order or names do. */
const APPLICATION_VERSION = 'claim-to-cash/1';

/** What claim-to-cash is opened with. */
export interface ClaimToCashOptions {
  /** Holds the contracts of the systems, by their ids. */
  readonly workspace: Workspace;
  readonly database: DatabaseLocation;
  /** Where the systems are served: base URL of a contract, by its id. */
  readonly urlOf: (contractId: string) => string;
  /** Token for calls that need these scopes. */
  readonly token: (scopes: readonly string[]) => Promise<string>;
}

/** claim-to-cash, ready to run; one per process. */
export interface ClaimToCash {
  /** Runs the flow on files; see `runClaimToCash`. */
  run(inputs: readonly InputFile[]): Promise<RunReport>;
  /** Stops the engine and closes the database. */
  close(): Promise<void>;
}

/**
 * Opens the database, launches the engine and connects the systems. What an interrupted process left unfinished goes on at once.
 *
 * @throws InterlockError CONTRACT_UNKNOWN when the workspace lacks a contract of the flow; DATABASE_LOCKED, DATABASE_UNAVAILABLE
 */
export async function openClaimToCash(options: ClaimToCashOptions): Promise<ClaimToCash> {
  const { workspace, urlOf, token } = options;
  const [patientAccounts, generalLedger, payerDirectory, analyticsSink, claimsEvents, bankCredits] = await Promise.all(
    ['patient-accounts', 'general-ledger', 'payer-directory', 'analytics-sink', 'claims-events', 'bank-credits'].map((id) =>
      compile(workspace, id),
    ),
  );
  if (!patientAccounts || !generalLedger || !payerDirectory || !analyticsSink || !claimsEvents || !bankCredits) throw new Error('unreachable');
  const connection = ({ id, compiled }: Compiled) => ({ contract: compiled, baseUrl: urlOf(id), consumer: 'claim-to-cash', token });
  const database = await openDatabase(options.database);
  bindEnvironment({
    database: queryBuilder<FlowTables>(database.pool),
    systems: {
      billing: connectPatientBilling(connection(patientAccounts)),
      erp: connectErpFinance(connection(generalLedger)),
      payers: connectPayerDirectory(connection(payerDirectory)),
      analytics: connectAnalytics(connection(analyticsSink)),
    },
    contracts: { remittances: versionOf(claimsEvents), bankCredits: versionOf(bankCredits) },
  });
  try {
    const engine = await launchEngine(database, { name: 'interlock', applicationVersion: APPLICATION_VERSION });
    return {
      run: (inputs) => runClaimToCash(inputs, { claimsEvents: claimsEvents.compiled, bankCredits: bankCredits.compiled }),
      close: async () => {
        await engine.shutdown();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Compiled {
  readonly id: string;
  readonly compiled: CompiledContract;
}

async function compile(workspace: Workspace, id: string): Promise<Compiled> {
  return { id, compiled: await workspace.contract(id).compile() };
}

function versionOf({ id, compiled }: Compiled): ContractVersion {
  return { id, version: compiled.contract.version };
}
