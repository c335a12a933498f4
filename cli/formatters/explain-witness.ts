import { formatPlace } from '../../errors.ts';
import type { ChangeDetails } from '../../gate/index.ts';

type Witness = NonNullable<ChangeDetails['witness']>;
type Verdict = Witness['base'];
type Request = Extract<Witness, { kind: 'request' }>['request'];
type Response = Extract<Witness, { kind: 'response' }>['response'];
type Event = Extract<Witness, { kind: 'event' }>['event'];

/** A witness as it stands on the wire, and what the holder of each version makes of it: lines for people. */
export function explainWitness(witness: Witness): readonly string[] {
  return [...messageLines(witness), ...verdictLines('base', witness.base), ...verdictLines('head', witness.head)];
}

function messageLines(witness: Witness): readonly string[] {
  if (witness.kind === 'request') return requestLines(witness.request);
  if (witness.kind === 'event') return eventLines(witness.event);
  return [...(witness.request ? requestLines(witness.request) : []), ...responseLines(witness.response)];
}

function requestLines({ method, url, headers, body, credentials = [] }: Request): readonly string[] {
  const known = credentials.length === 0 ? [] : credentialLines('>', credentials);
  return [`> ${method} ${url}`, ...headerLines('>', headers), ...known, ...bodyLines('>', body)];
}

function credentialLines(mark: string, credentials: NonNullable<Request['credentials']>): readonly string[] {
  const scopes = credentials.map(({ scheme, scopes: granted }) => `${scheme}${granted.length === 0 ? '' : ` (${granted.join(', ')})`}`);
  return [`${mark} with ${scopes.length === 0 ? 'no credentials' : `the credentials ${scopes.join(' and ')}`}`];
}

function responseLines({ status, headers, body }: Response): readonly string[] {
  return [`< ${status}`, ...headerLines('<', headers), ...bodyLines('<', body)];
}

function eventLines({
  action,
  address,
  contentType,
  headers,
  payload,
  server,
  credentials,
  bindings = {},
  isReply = false,
}: Event): readonly string[] {
  const mark = action === 'publish' ? '>' : '<';
  const on = address === null ? 'on an address known at run time' : `on ${address}`;
  const bound = Object.entries(bindings).flatMap(([protocol, members]) =>
    Object.entries(members).map(([member, value]) => `${mark} ${protocol} ${member}: ${JSON.stringify(value)}`),
  );
  return [
    `${mark} ${action} ${isReply ? 'the reply ' : ''}${on}${server === undefined ? '' : ` at ${server}`}`,
    ...(credentials === undefined ? [] : credentialLines(mark, credentials)),
    ...bound,
    ...headerLines(mark, { ...(contentType !== undefined && { 'content-type': contentType }), ...headers }),
    ...bodyLines(mark, payload),
  ];
}

function headerLines(mark: string, headers: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${mark} ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
}

function bodyLines(mark: string, body: Request['body']): readonly string[] {
  if (!body) return [];
  const text = 'text' in body ? body.text : `${body.base64} (base64)`;
  return [mark, ...text.split('\n').map((line) => `${mark} ${line}`)];
}

function verdictLines(side: string, { says, violations, isDeclared }: Verdict): readonly string[] {
  const lines = violations.map(
    ({ message, pointer, place }) => `  ${formatPlace(place)}  ${pointer === '' ? '' : `${pointer}: `}${message}`,
  );
  return [`${side} ${says}${isDeclared === true ? ', as it declares: no message is judged by that' : ''}`, ...lines];
}
