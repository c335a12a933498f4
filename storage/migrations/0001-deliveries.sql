-- What was received, and what became of it.

create schema flow;

create table flow.run (
  run_id uuid primary key,
  flow text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- How many of each kind the files held, as they were read: what the deliveries must add up to.
  received jsonb not null
);

create table flow.delivery (
  delivery_id uuid primary key,
  -- Order of receipt, which is the order of processing.
  sequence bigint generated always as identity unique,
  run_id uuid not null references flow.run,
  flow text not null,
  kind text not null check (kind in ('transaction-set', 'claim.finalised', 'bank.credit')),
  file text not null,
  file_sha256 char(64) not null,
  byte_start bigint not null,
  byte_end bigint not null,
  -- Control numbers and the like, for people.
  envelope jsonb not null,
  -- What it is and comes to, as far as it could be read. No patient data.
  summary text not null,
  amount_minor bigint,
  currency char(3),
  -- What makes it the same business event however it is delivered.
  business_key text not null,
  -- No two deliveries may share it unless they are the same event: a payment's payer and trace number.
  conflict_key text,
  content_sha256 char(64) not null,
  payload jsonb,
  -- A delivery waits in the queue until its flow has decided.
  disposition text not null default 'queued' check (disposition in ('posted', 'excepted', 'duplicate', 'queued')),
  reason text,
  duplicate_of uuid references flow.delivery,
  attempt integer not null default 1,
  -- Steps and results by claim, for the report.
  outcome jsonb,
  received_at timestamptz not null,
  decided_at timestamptz,
  check ((disposition = 'duplicate') = (duplicate_of is not null)),
  check ((amount_minor is null) = (currency is null))
);

create index on flow.delivery (run_id);
create index on flow.delivery (flow, business_key);
create index on flow.delivery (flow, conflict_key) where conflict_key is not null;
create index on flow.delivery (flow, sequence) where disposition = 'queued';

create table flow.exception (
  exception_id uuid primary key,
  delivery_id uuid not null references flow.delivery,
  code text not null,
  owner text not null,
  money_at_risk_minor bigint not null check (money_at_risk_minor >= 0),
  currency char(3) not null,
  sla text not null,
  due_at timestamptz not null,
  contract_id text not null,
  contract_version text not null,
  step text not null,
  detail text not null,
  byte_start bigint not null,
  byte_end bigint not null,
  -- The part of the message it is about, patient data masked.
  payload_masked jsonb,
  opened_at timestamptz not null,
  resolved_at timestamptz,
  resolution text
);

create index on flow.exception (delivery_id);
create index on flow.exception (code) where resolved_at is null;

-- Balances of billing accounts that a remittance has changed: a replay must not change them again.
create table flow.billing_update (
  remittance_id uuid not null,
  billing_account_id uuid not null,
  delivery_id uuid not null references flow.delivery,
  patient_before_minor bigint not null,
  primary key (remittance_id, billing_account_id)
);
