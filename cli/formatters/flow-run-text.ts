import { formatAmount } from '../../money.ts';
import type { ClaimOutcome, ControlTotals, DeliveryReport, ExceptionReport, RecordedJournal, RunReport } from '../../flows/index.ts';

/** Control numbers from the outside in. */
const ENVELOPE = ['ISA', 'GS', 'ST', 'id'];

/** Prints a run of a flow for finance people: what was received, each claim's steps, journals, exceptions, and the control line. */
export function formatFlowRunText(report: RunReport): string {
  return [
    `${report.flow}  run ${report.runId}  ${report.startedAt.toISOString()}`,
    section('Received', report.deliveries.flatMap(formatDelivery)),
    section('Claims', report.deliveries.flatMap(formatClaims)),
    section('Journals', report.journals.flatMap(formatJournal), 'nothing posted'),
    section('Exceptions', report.exceptions.flatMap(formatException), 'none'),
    section('Trial balance, all runs', formatTrialBalance(report)),
    section('Control', report.totals.flatMap(formatTotals)),
  ]
    .filter((text) => text !== '')
    .join('\n\n')
    .concat('\n');
}

function section(title: string, lines: readonly string[], empty?: string): string {
  if (lines.length > 0) return [title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
  return empty === undefined ? '' : `${title}\n  ${empty}`;
}

function formatDelivery(delivery: DeliveryReport): string[] {
  const envelope = ENVELOPE.flatMap((name) => (delivery.envelope[name] === undefined ? [] : `${name} ${delivery.envelope[name]}`));
  const amount = delivery.amount ? `${delivery.amount.currency} ${grouped(delivery.amount.amount)}` : 'amount unreadable';
  return [
    `${delivery.file}  bytes ${delivery.byteRange.start}-${delivery.byteRange.end}${delivery.isResumed ? '  (received earlier, taken up again)' : ''}`,
    `  ${[delivery.kind, ...envelope, delivery.summary, amount].join('  ')}`,
    `  ${delivery.disposition.toUpperCase()}${delivery.reason === undefined ? '' : `: ${delivery.reason}`}  (delivery ${delivery.deliveryId})`,
    ...(delivery.outcome?.steps ?? []).map(({ step, result }) => `    ${step.padEnd(20)}${result}`),
  ];
}

function formatClaims(delivery: DeliveryReport): string[] {
  const claims = delivery.outcome?.claims ?? [];
  if (claims.length === 0) return [];
  return [delivery.summary, ...claims.flatMap((claim) => formatClaim(claim).map((line) => `  ${line}`))];
}

function formatClaim(claim: ClaimOutcome): string[] {
  return [
    [
      `claim ${claim.position}  account ${claim.patientControlNoMasked}`,
      `charge ${grouped(claim.charge)}`,
      `paid ${grouped(claim.paid)}`,
      `contractual ${grouped(claim.contractual)}`,
      `patient ${grouped(claim.patient)}`,
      `open ${grouped(claim.open)}`,
    ].join('  '),
    ...claim.steps.map(({ step, result }) => `  ${step.padEnd(20)}${result}`),
  ];
}

function formatJournal(journal: RecordedJournal): string[] {
  const { currency } = journal;
  const total = journal.lines.reduce((sum, line) => sum + line.debitMinor, 0n);
  return [
    `${journal.erpDocumentNo}  ${journal.postingDate}  ${journal.companyCode}  ${journal.description}  ${currency}`,
    ...journal.lines.map((line) => row(`${line.account} ${line.accountName}`, line.debitMinor, line.creditMinor, currency)),
    row('', total, total, currency, '='),
  ];
}

function formatException(exception: ExceptionReport): string[] {
  const state = exception.resolvedAt
    ? `resolved: ${exception.resolution ?? ''}`
    : `due ${exception.dueAt.toISOString().slice(0, 16)}Z (${exception.sla})`;
  const atRisk = `${exception.currency} ${grouped(formatAmount(exception.moneyAtRiskMinor, exception.currency))}`;
  return [
    `${exception.code}  owner ${exception.owner}  at risk ${atRisk}  ${state}`,
    `  ${exception.detail}`,
    `  step ${exception.step}, ${exception.contract}, bytes ${exception.byteRange.start}-${exception.byteRange.end}`,
  ];
}

function formatTrialBalance(report: RunReport): string[] {
  const currencies = [...new Set(report.trialBalance.map((account) => account.currency))];
  return currencies.flatMap((currency) => {
    const accounts = report.trialBalance.filter((account) => account.currency === currency);
    const debits = accounts.reduce((sum, account) => sum + account.debitMinor, 0n);
    const credits = accounts.reduce((sum, account) => sum + account.creditMinor, 0n);
    return [
      ...accounts.map((account) => row(`${account.account} ${account.name}`, account.debitMinor, account.creditMinor, currency)),
      row(currency, debits, credits, currency, debits === credits ? '=' : '≠'),
    ];
  });
}

function formatTotals({ kind, run, allRuns }: RunReport['totals'][number]): string[] {
  const label = { 'transaction-set': 'transaction sets', 'claim.finalised': 'bills', 'bank.credit': 'bank credits' }[kind];
  return [`${label}: ${controlLine(run)}`, `${' '.repeat(label.length - 8 > 0 ? label.length - 8 : 0)}all runs: ${controlLine(allRuns)}`];
}

/** The line that tells whether anything is unaccounted for. */
function controlLine(totals: ControlTotals): string {
  const { received, posted, excepted, duplicate, queued } = totals;
  const sum = `received ${received} = posted ${posted} + excepted ${excepted} + duplicate ${duplicate} + queued ${queued}`;
  return totals.isReconciled ? sum : `${sum}  DOES NOT RECONCILE`;
}

function row(label: string, debitMinor: bigint, creditMinor: bigint, currency: string, mark = ''): string {
  const cell = (amountMinor: bigint) => (amountMinor === 0n ? '' : grouped(formatAmount(amountMinor, currency))).padStart(16);
  return `  ${label.padEnd(34)}${cell(debitMinor)}${cell(creditMinor)} ${mark}`.trimEnd();
}

/** `1234567.89` as `1,234,567.89`. */
function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
}
