/** A client that is generated from a shipped contract and committed. */
export interface ShippedClient {
  readonly contractId: string;
  /** Contract document, relative to the repository. */
  readonly document: string;
  /** The generated file, relative to the repository. */
  readonly file: string;
}

/** The clients that are committed: `node adapters/generator/write-shipped-clients.ts` writes them again. */
export const SHIPPED_CLIENTS: readonly ShippedClient[] = [
  shipped('patient-accounts', 'contracts/billing/patient-accounts/openapi.yaml', 'patient-billing'),
  shipped('general-ledger', 'contracts/finance/general-ledger/openapi.yaml', 'erp-finance'),
  shipped('payer-directory', 'contracts/payers/payer-directory/openapi.yaml', 'payer-directory'),
  shipped('analytics-sink', 'contracts/analytics/analytics-sink/asyncapi.yaml', 'analytics'),
  shipped('claims-events', 'contracts/claims/claims-events/asyncapi.yaml', 'claims-platform'),
  shipped('bank-credits', 'contracts/treasury/bank-credits/asyncapi.yaml', 'treasury'),
];

function shipped(contractId: string, document: string, system: string): ShippedClient {
  return { contractId, document, file: `adapters/systems/${system}/${contractId}.gen.ts` };
}
