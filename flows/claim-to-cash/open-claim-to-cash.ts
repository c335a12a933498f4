import {
  connectAnalytics,
  connectErpFinance,
  connectPatientBilling,
  connectPayerDirectory,
  type RetryPolicy,
  type SystemConnection,
} from '../../adapters/index.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import type { Workspace } from '../../registry/workspace/index.ts';
import { openDatabase, queryBuilder, type DatabaseLocation, type DatabaseSources } from '../../storage/index.ts';
import { launchEngine } from '../engine/index.ts';
import { replay } from '../reconciliation/replay.ts';
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
  /** Where the parts of a new database come from; the package's own by default. */
  readonly databaseSources?: DatabaseSources;
  /** Where the systems are served: base URL of a contract, by its id. */
  readonly urlOf: (contractId: string) => string;
  /** Token for calls that need these scopes. */
  readonly token: (scopes: readonly string[]) => Promise<string>;
  /** How long adapters keep trying a system that does not answer; theirs by default. */
  readonly retry?: RetryPolicy;
}

/** claim-to-cash, ready to run; one per process. */
export interface ClaimToCash {
  /** Runs the flow on files; see `runClaimToCash`. */
  run(inputs: readonly InputFile[]): Promise<RunReport>;
  /** Puts deliveries that were held back into the queue; see `replay`. The next run works on them. */
  replay(deliveryIds: readonly string[]): Promise<void>;
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
  if (!patientAccounts || !generalLedger || !payerDirectory || !analyticsSink || !claimsEvents || !bankCredits)
    throw new Error('unreachable');
  const uses = workspace.contract('claim-to-cash').metadata.uses ?? [];
  const connection = ({ id, compiled }: Compiled): SystemConnection => {
    const scopes = scopesOf(
      compiled,
      uses.filter((use) => use.contract === id).map((use) => use.operation),
    );
    return {
      baseUrl: urlOf(id),
      consumer: 'claim-to-cash',
      token: () => token(scopes),
      ...(options.retry && { retry: options.retry }),
    };
  };
  const database = await openDatabase(options.database, options.databaseSources);
  const tables = queryBuilder<FlowTables>(database.pool);
  bindEnvironment({
    database: tables,
    systems: {
      billing: connectPatientBilling(patientAccounts.compiled, connection(patientAccounts)),
      erp: connectErpFinance(generalLedger.compiled, connection(generalLedger)),
      payers: connectPayerDirectory(payerDirectory.compiled, connection(payerDirectory)),
      analytics: connectAnalytics(analyticsSink.compiled, connection(analyticsSink)),
    },
    contracts: { remittances: versionOf(claimsEvents), bankCredits: versionOf(bankCredits) },
  });
  try {
    const engine = await launchEngine(database, { name: 'interlock', applicationVersion: APPLICATION_VERSION });
    return {
      run: (inputs) => runClaimToCash(inputs, { claimsEvents: claimsEvents.compiled, bankCredits: bankCredits.compiled }),
      replay: (deliveryIds) => replay(tables, 'claim-to-cash', deliveryIds, new Date()),
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

/** Scopes that the operations ask for: a token gets what `uses` of the flow's contract declares, and no more. */
function scopesOf(compiled: CompiledContract, operations: readonly string[]): readonly string[] {
  const scopes = operations.flatMap((id) => compiled.operation(id)?.security[0]?.flatMap((requirement) => requirement.scopes) ?? []);
  return [...new Set(scopes)].toSorted();
}

function versionOf({ id, compiled }: Compiled): ContractVersion {
  return { id, version: compiled.contract.version };
}
