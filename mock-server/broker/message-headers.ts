import type { MsgHdrs } from '@nats-io/transport-node';

/** The header of a message that names whose session it belongs to. */
export const SESSION = 'Interlock-Session';

/** Headers of the broker and of the mock, which are none of the contract's. */
const OWN = /^(nats-|interlock-|content-type$)/i;

/** The message headers that the contract knows, as text; several values of a name are joined by commas. */
export function readHeaders(headers: MsgHdrs | undefined): Readonly<Record<string, unknown>> {
  const names = headers?.keys().filter((name) => !OWN.test(name)) ?? [];
  return Object.fromEntries(names.map((name) => [name, headers?.values(name).join(', ')]));
}

/** Sets headers; values that are no text are written as JSON, line breaks as blanks. Names that NATS cannot have are left out. */
export function writeHeaders(target: MsgHdrs, headers: Readonly<Record<string, unknown>>): MsgHdrs {
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || !/^[\x21-\x39\x3b-\x7e]+$/.test(name)) continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    target.append(name, text.replaceAll(/[\r\n]+/g, ' '));
  }
  return target;
}
