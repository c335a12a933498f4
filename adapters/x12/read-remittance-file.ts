import { rejectInterchange } from './envelope/interchange-acknowledgement.ts';
import type { EnvelopeFault, FunctionalGroup, Interchange, TransactionSet } from './envelope/interchange.ts';
import { printable } from './envelope/printable.ts';
import { readInterchanges } from './envelope/read-interchanges.ts';
import { evidenceOf, sha256Of, type SourceBytes } from './evidence.ts';
import type { X12Fault, X12FaultCode } from './faults.ts';
import type { InterchangeSummary, QuarantinedTransaction, RemittanceFile, TransactionRead } from './remittance-file.ts';
import { readPaymentAtRisk } from './remittance/payment-at-risk.ts';
import { readRemittance } from './remittance/read-remittance.ts';

/** GS08 of the guide that is read, without and with its errata. */
const GUIDES: ReadonlySet<string> = new Set(['005010X221A1', '005010X221']);

/**
 * Reads a file of X12 835 remittances. It fails closed, per transaction set: what is not understood down to the last segment, or stands in
 * an envelope that is broken, is quarantined with its reason. It never throws for content.
 *
 * @param file name by which evidence refers to the file
 */
export function readRemittanceFile(bytes: Uint8Array, file: string): RemittanceFile {
  const source: SourceBytes = { file, bytes, sha256: sha256Of(bytes) };
  const interchanges: InterchangeSummary[] = [];
  const transactions: TransactionRead[] = [];
  for (const interchange of readInterchanges(bytes)) {
    interchanges.push(summarise(interchange));
    for (const transaction of readTransactions(source, interchange)) transactions.push(transaction);
  }
  if (transactions.length === 0) {
    const fault: X12Fault = { code: 'NOT_X12', message: 'the file is empty', offset: 0 };
    transactions.push({ kind: 'quarantined', fault, evidence: evidenceOf(source, { start: 0, end: bytes.length }) });
  }
  return { file, sha256: source.sha256, interchanges, transactions };
}

function* readTransactions(source: SourceBytes, interchange: Interchange): Generator<TransactionRead, void, undefined> {
  let count = 0;
  for (const group of interchange.groups) {
    for (const set of group.sets) {
      count += 1;
      yield readTransaction(source, interchange, group, set);
    }
  }
  if (count > 0) return;
  const fault: X12Fault = interchange.fault
    ? refusal(interchange.fault.code, interchange.fault, interchange)
    : { code: 'TRANSACTION_UNSUPPORTED', message: 'the interchange holds no transaction set', offset: interchange.start };
  yield { kind: 'quarantined', fault, evidence: evidenceOf(source, interchange, interchange) };
}

function readTransaction(source: SourceBytes, interchange: Interchange, group: FunctionalGroup, set: TransactionSet): TransactionRead {
  const evidence = evidenceOf(source, set, interchange, group, set);
  const fault = envelopeFault(interchange, group, set) ?? unsupported(group, set);
  if (fault || !interchange.delimiters) return quarantine(source, interchange, set, evidence, fault);
  const read = readRemittance(source.bytes, set, interchange.delimiters, source.sha256);
  return 'fault' in read ? quarantine(source, interchange, set, evidence, read.fault) : { kind: 'remittance', ...read, evidence };
}

function quarantine(
  source: SourceBytes,
  interchange: Interchange,
  set: TransactionSet,
  evidence: QuarantinedTransaction['evidence'],
  fault: X12Fault = { code: 'INTERCHANGE_REJECTED', message: 'the delimiters are unknown', offset: interchange.start },
): QuarantinedTransaction {
  const payment = interchange.delimiters && readPaymentAtRisk(source.bytes, set, interchange.delimiters);
  return { kind: 'quarantined', fault, ...(payment && { payment }), evidence };
}

/** A set that breaks off says so itself; else the outermost envelope that is broken decides. */
function envelopeFault(interchange: Interchange, group: FunctionalGroup, set: TransactionSet): X12Fault | undefined {
  if (set.fault?.code === 'TRANSACTION_TRUNCATED') return refusal(set.fault.code, set.fault, interchange);
  if (interchange.fault) return refusal(interchange.fault.code, interchange.fault, interchange);
  if (group.fault) return refusal('GROUP_REJECTED', group.fault, interchange);
  return set.fault && refusal(set.fault.code, set.fault, interchange);
}

function unsupported(group: FunctionalGroup, set: TransactionSet): X12Fault | undefined {
  const { functionalId = '', guide = '', offset = set.start } = group.header ?? {};
  if (set.setId !== '835') {
    return { code: 'TRANSACTION_UNSUPPORTED', message: `transaction set ${printable(set.setId)} is not an 835`, offset: set.start };
  }
  if (functionalId !== 'HP') {
    return { code: 'GROUP_REJECTED', message: `GS01 is ${printable(functionalId)}, but an 835 belongs in a group HP`, offset };
  }
  if (GUIDES.has(guide)) return undefined;
  return { code: 'TRANSACTION_UNSUPPORTED', message: `GS08 is ${printable(guide)}, but only 835s of 005010X221A1 are read`, offset };
}

function refusal(code: X12FaultCode, fault: EnvelopeFault, interchange: Interchange): X12Fault {
  const acknowledgement = acknowledge(interchange);
  return {
    code,
    message: fault.message,
    offset: fault.offset,
    ...(fault.segment && { segment: fault.segment }),
    ...(acknowledgement !== undefined && { acknowledgement }),
  };
}

function acknowledge({ header, fault }: Interchange): string | undefined {
  return header && fault?.note && rejectInterchange(header, fault.note);
}

function summarise(interchange: Interchange): InterchangeSummary {
  const { start, end, header, groups, fault } = interchange;
  const acknowledgement = acknowledge(interchange);
  return {
    start,
    end,
    ...(header && { header }),
    groupCount: groups.filter((group) => group.header).length,
    transactionSetCount: groups.reduce((count, group) => count + group.sets.length, 0),
    ...(fault && {
      rejected: {
        message: fault.message,
        offset: fault.offset,
        ...(fault.segment && { segment: fault.segment }),
        ...(acknowledgement !== undefined && { acknowledgement }),
      },
    }),
  };
}
