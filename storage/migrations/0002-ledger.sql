-- The ledger: journals that balance, appended and never changed.

create schema ledger;

create table ledger.account (
  account text primary key,
  name text not null
);

insert into ledger.account (account, name) values
  ('1010', 'Cash operating'),
  ('1015', 'Remittance clearing'),
  ('1100', 'AR payer'),
  ('1110', 'AR patient'),
  ('1195', 'Payer takeback suspense'),
  ('2155', 'Payer forwarding balance'),
  ('2160', 'Patient credit balances'),
  ('2190', 'Unapplied cash'),
  ('4000', 'Gross patient revenue'),
  ('4010', 'Contractual adjustments'),
  ('4090', 'Interest income');

create table ledger.journal (
  journal_id uuid primary key,
  source_event_id text not null unique,
  description text not null,
  company_code text not null,
  document_date date not null,
  posting_date date not null,
  period char(7) not null check (period ~ '^\d{4}-\d{2}$'),
  currency char(3) not null,
  erp_document_no text not null,
  delivery_id uuid not null references flow.delivery,
  -- Whose money it is: internal ids only, never a patient's account number.
  billing_account_id uuid,
  payer_tin text,
  trace_no text,
  recorded_at timestamptz not null default now()
);

create index on ledger.journal (delivery_id);
create index on ledger.journal (source_event_id text_pattern_ops);
create index on ledger.journal (billing_account_id) where billing_account_id is not null;
create index on ledger.journal (trace_no) where trace_no is not null;

create table ledger.journal_line (
  journal_id uuid not null references ledger.journal,
  line_no smallint not null,
  account text not null references ledger.account,
  debit_minor bigint not null check (debit_minor >= 0),
  credit_minor bigint not null check (credit_minor >= 0),
  cost_center text,
  -- Where the line comes from, to the byte.
  source_event_id text not null,
  contract_id text not null,
  contract_version text not null,
  flow text not null,
  step text not null,
  source_sha256 char(64) not null,
  byte_start bigint not null,
  byte_end bigint not null check (byte_end >= byte_start),
  primary key (journal_id, line_no),
  check ((debit_minor = 0) <> (credit_minor = 0))
);

create index on ledger.journal_line (account);

create function ledger.require_balance() returns trigger language plpgsql as $$
declare
  journal uuid := new.journal_id;
  difference bigint;
  line_count bigint;
begin
  select coalesce(sum(debit_minor - credit_minor), 0), count(*) into difference, line_count
    from ledger.journal_line where journal_id = journal;
  if difference <> 0 or line_count < 2 then
    raise exception 'journal % does not balance: debits minus credits = % minor units on % lines', journal, difference, line_count
      using errcode = 'check_violation', constraint = 'journal_balances';
  end if;
  return null;
end $$;

create constraint trigger journal_balances after insert on ledger.journal
  deferrable initially deferred for each row execute function ledger.require_balance();
create constraint trigger journal_line_balances after insert on ledger.journal_line
  deferrable initially deferred for each row execute function ledger.require_balance();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: post a reversing journal instead', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger journal_is_append_only before update or delete or truncate on ledger.journal
  for each statement execute function ledger.refuse_change();
create trigger journal_line_is_append_only before update or delete or truncate on ledger.journal_line
  for each statement execute function ledger.refuse_change();
