/** Where the session stands after a batch: idle, in a transaction, or in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** What PostgreSQL answered to a batch of messages. */
export interface BackendReply {
  /** The answer, without notifications. */
  readonly bytes: Buffer;
  /** NotificationResponse messages, which every session gets. */
  readonly notifications: readonly Buffer[];
  /** The last ReadyForQuery; undefined when the batch did not end in one. */
  readonly status?: TransactionStatus;
  /** The text of an error after which PostgreSQL does not go on (FATAL, PANIC). */
  readonly fatal?: string;
}

/** Reads the messages of one answer (PostgreSQL 18, 54.7 Message Formats). */
export function readBackendReply(answer: Buffer): BackendReply {
  const kept: Buffer[] = [];
  const notifications: Buffer[] = [];
  let status: TransactionStatus | undefined;
  let fatal: string | undefined;
  for (let start = 0; start < answer.length;) {
    const end = start + 1 + answer.readInt32BE(start + 1);
    const message = answer.subarray(start, end);
    const type = String.fromCharCode(answer[start]!);
    if (type === 'A') notifications.push(message);
    else kept.push(message);
    if (type === 'Z') status = String.fromCharCode(message[5]!) as TransactionStatus;
    if (type === 'E') fatal ??= fatalText(message);
    start = end;
  }
  return { bytes: Buffer.concat(kept), notifications, ...(status && { status }), ...(fatal && { fatal }) };
}

/** An ErrorResponse that ends the connection. */
export function fatalErrorMessage(code: string, text: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function fatalText(errorResponse: Buffer): string | undefined {
  const fields = errorResponse.toString('utf8', 5).split('\0');
  const severity = fields.find((field) => field.startsWith('V'))?.slice(1);
  if (severity !== 'FATAL' && severity !== 'PANIC') return undefined;
  return fields.find((field) => field.startsWith('M'))?.slice(1) ?? severity;
}
