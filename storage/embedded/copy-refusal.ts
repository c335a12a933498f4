import { frontendMessage } from './frontend-messages.ts';

const COPY_FROM_STDIN = /\bcopy\b[^;]*\bfrom\s+stdin\b/i;
const COPY_STATEMENT = /^\s*copy\b/i;
const REFUSAL = frontendMessage('f', Buffer.from('an embedded database does not read COPY FROM STDIN\0'));
const SYNC = frontendMessage('S');

/**
 * The bytes of a batch of messages. PGlite exits when a COPY FROM STDIN finds no data, so a CopyFail message follows one: the statement
 * fails and the session goes on. PostgreSQL ignores a CopyFail that no COPY waits for (PostgreSQL 18, 54.2.6).
 */
export function refuseCopyFromStdin(messages: readonly Buffer[]): Buffer {
  const last = messages.at(-1)!;
  if (last[0] === 'Q'.charCodeAt(0)) return Buffer.concat(COPY_FROM_STDIN.test(sqlOf(last)) ? [...messages, REFUSAL] : messages);
  const copies = messages.some((message) => {
    if (message[0] !== 'P'.charCodeAt(0)) return false;
    const sql = sqlOf(message);
    return COPY_STATEMENT.test(sql) && COPY_FROM_STDIN.test(sql);
  });
  return Buffer.concat(copies ? [...messages, REFUSAL, SYNC] : messages);
}

function sqlOf(message: Buffer): string {
  const start = message[0] === 'P'.charCodeAt(0) ? message.indexOf(0, 5) + 1 : 5;
  return message.toString('utf8', start, message.indexOf(0, start));
}
