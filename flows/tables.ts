import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** The tables of the flows (storage/migrations), for the query builder. `bigint` columns come back as text, as node-postgres reads them. */
export interface FlowTables {
  readonly 'flow.run': RunTable;
  readonly 'flow.delivery': DeliveryTable;
  readonly 'flow.exception': ExceptionTable;
  readonly 'flow.billing_update': BillingUpdateTable;
  readonly 'ledger.account': { account: string; name: string };
  readonly 'ledger.journal': JournalTable;
  readonly 'ledger.journal_line': JournalLineTable;
}

type BigIntColumn = ColumnType<string, bigint | number, bigint | number>;
/** Calendar date: written as ISO text, read back with `to_char`, never through a local midnight. */
type DateColumn = ColumnType<never, string, never>;

export interface RunTable {
  run_id: string;
  flow: string;
  started_at: Date;
  finished_at: Date | null;
  received: JSONColumnType<Readonly<Partial<Record<DeliveryTable['kind'], number>>>>;
}

/** What became of a delivery. */
export type Disposition = 'posted' | 'excepted' | 'duplicate' | 'queued';

export interface DeliveryTable {
  delivery_id: string;
  sequence: Generated<string>;
  run_id: string;
  flow: string;
  kind: 'transaction-set' | 'claim.finalised' | 'bank.credit';
  file: string;
  file_sha256: string;
  byte_start: BigIntColumn;
  byte_end: BigIntColumn;
  envelope: JSONColumnType<Readonly<Record<string, string>>>;
  summary: string;
  amount_minor: ColumnType<string | null, bigint | null, bigint | null>;
  currency: string | null;
  business_key: string;
  conflict_key: string | null;
  content_sha256: string;
  payload: JSONColumnType<object> | null;
  disposition: Generated<Disposition>;
  reason: string | null;
  duplicate_of: string | null;
  attempt: Generated<number>;
  outcome: JSONColumnType<object> | null;
  received_at: Date;
  decided_at: Date | null;
}

export interface ExceptionTable {
  exception_id: string;
  delivery_id: string;
  code: string;
  owner: string;
  money_at_risk_minor: BigIntColumn;
  currency: string;
  sla: string;
  due_at: Date;
  contract_id: string;
  contract_version: string;
  step: string;
  detail: string;
  byte_start: BigIntColumn;
  byte_end: BigIntColumn;
  payload_masked: JSONColumnType<object | null, string | null, string | null>;
  opened_at: Date;
  resolved_at: Date | null;
  resolution: string | null;
}

export interface BillingUpdateTable {
  remittance_id: string;
  billing_account_id: string;
  delivery_id: string;
  patient_before_minor: BigIntColumn;
}

export interface JournalTable {
  journal_id: string;
  source_event_id: string;
  description: string;
  company_code: string;
  document_date: DateColumn;
  posting_date: DateColumn;
  period: string;
  currency: string;
  erp_document_no: string;
  delivery_id: string;
  billing_account_id: string | null;
  payer_tin: string | null;
  trace_no: string | null;
  recorded_at: Generated<Date>;
}

export interface JournalLineTable {
  journal_id: string;
  line_no: number;
  account: string;
  debit_minor: BigIntColumn;
  credit_minor: BigIntColumn;
  cost_center: string | null;
  source_event_id: string;
  contract_id: string;
  contract_version: string;
  flow: string;
  step: string;
  source_sha256: string;
  byte_start: BigIntColumn;
  byte_end: BigIntColumn;
}
