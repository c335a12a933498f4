/**
 * Puts `scope` before the name of the prepared statement that a Parse, Bind, Describe or Close message names, since all connections of
 * an embedded database share one session and with it one set of names. Unnamed statements, and other messages, stay as they are.
 */
export function scopeStatement(message: Buffer, scope: string): Buffer {
  const start = statementNameStart(message);
  if (start === undefined || message[start] === 0) return message;
  const scoped = Buffer.concat([message.subarray(0, start), Buffer.from(scope), message.subarray(start)]);
  scoped.writeInt32BE(scoped.length - 1, 1);
  return scoped;
}

/** The name of the statement that a Parse message prepares; empty for the unnamed one. */
export function preparedStatementName(parse: Buffer): string {
  return parse.toString('utf8', 5, parse.indexOf(0, 5));
}

function statementNameStart(message: Buffer): number | undefined {
  switch (String.fromCharCode(message[0]!)) {
    case 'P':
      return 5;
    case 'B':
      return message.indexOf(0, 5) + 1;
    case 'C':
    case 'D':
      return message[5] === 'S'.charCodeAt(0) ? 6 : undefined;
    default:
      return undefined;
  }
}
