import type { Change, WireBody, WireEvent, WireRequest, Witness } from '../../registry/compatibility/index.ts';

/** A file to write: its name, and what is in it. */
export interface WitnessFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly isExecutable: boolean;
}

/**
 * The witnesses of changes as files, each set named after its rule and fingerprint:
 *
 * - `.json`: the message, what the holders of both versions make of it, and the change;
 * - `.sh`: sends its request, or its event as mocks take them, by curl to `$BASE_URL` (what `interlock mock` prints, with the id of the
 *   contract), with `$TOKEN` as bearer token when it is set. There is none where a mock can't tell the versions apart: for responses,
 *   replies, addresses known at run time, what is about a server or the credentials of an event, and what was read off a declaration;
 * - `.body`: the body of what is sent; `.response.body`: of the response.
 */
export function witnessFiles(changes: readonly Change[]): readonly WitnessFile[] {
  return changes.flatMap((change) => {
    const { witness, ...rest } = change;
    if (!witness) return [];
    const name = `${change.ruleId}-${change.fingerprint.slice(0, 12)}`;
    const body = sentBody(witness);
    const script = scriptOf(witness, name, change.direction.startsWith('callback'));
    const answered = witness.kind === 'response' ? witness.response.body : undefined;
    return [
      { name: `${name}.json`, content: `${JSON.stringify({ change: rest, witness }, null, 2)}\n`, isExecutable: false },
      ...(script === undefined ? [] : [{ name: `${name}.sh`, content: script, isExecutable: true }]),
      ...(body ? [{ name: `${name}.body`, content: bytesOf(body), isExecutable: false }] : []),
      ...(answered ? [{ name: `${name}.response.body`, content: bytesOf(answered), isExecutable: false }] : []),
    ];
  });
}

function sentBody(witness: Witness): WireBody | undefined {
  return witness.kind === 'event' ? witness.event.payload : witness.request?.body;
}

function scriptOf(witness: Witness, name: string, isCall: boolean): string | undefined {
  const request: WireRequest | undefined = witness.kind === 'event' ? requestOfEvent(witness.event) : witness.request;
  if (!request || [witness.base, witness.head].some(({ isDeclared }) => isDeclared === true)) return undefined;
  const { method, url, headers, body, credentials = [] } = request;
  if (!url.startsWith('/')) return undefined;
  const needs = credentials.map(({ scheme, scopes }) => [scheme, ...scopes].join(' '));
  const lines = [
    `curl --silent --show-error --include --globoff --path-as-is --request ${quoted(method)}`,
    ...Object.entries(headers).map(headerOption),
    ...(Object.keys(headers).some((header) => /^authorization$/i.test(header))
      ? []
      : ['${TOKEN:+--header "Authorization: Bearer $TOKEN"}']),
    ...(body ? [`--data-binary "@$(dirname "$0")"/${quoted(`${name}.body`)}`] : []),
    `"\${BASE_URL:?is what the contract is served at}"${quoted(url)}`,
  ];
  const notes = [
    ...(needs.length === 0 ? [] : [`# Needs credentials of ${oneLine(needs.join(', '))}.`]),
    ...(isCall ? ['# A call to a webhook or callback: BASE_URL is where its receiver listens.'] : []),
  ];
  return ['#!/bin/sh', `# ${oneLine(`base ${witness.base.says}; head ${witness.head.says}`)}`, ...notes, lines.join(' \\\n  '), ''].join(
    '\n',
  );
}

/**
 * An event as mocks take it: POST publishes, whichever way it flows, headers as `X-Message-<Name>`, what the protocol adds as
 * `X-Binding-<Protocol>-<Member>`. GET lists the messages of a channel of which none is known.
 */
function requestOfEvent({ action, address, contentType, headers, payload, isReply, server, credentials, bindings = {} }: WireEvent) {
  if (address === null || isReply === true || server !== undefined || credentials !== undefined) return undefined;
  const url = `/${address.replace(/^\/+/, '').split('/').map(encodeURIComponent).join('/')}`;
  if (payload === undefined) return action === 'subscribe' ? { method: 'GET', url, headers: { Accept: 'application/json' } } : undefined;
  const named = Object.entries(headers).map(([name, value]) => [
    `X-Message-${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const bound = Object.entries(bindings).flatMap(([protocol, members]) =>
    Object.entries(members).map(([member, value]) => [`X-Binding-${protocol}-${member}`, JSON.stringify(value)]),
  );
  return {
    method: 'POST',
    url,
    headers: { 'Content-Type': contentType ?? 'application/json', ...Object.fromEntries([...named, ...bound]) },
    body: payload,
  };
}

function bytesOf(body: WireBody): Uint8Array {
  return 'text' in body ? new TextEncoder().encode(body.text) : Buffer.from(body.base64, 'base64');
}

/** An option of curl. A bearer token gives way to `$TOKEN`: that of a witness is no real one. */
function headerOption([header, value]: readonly [string, string]): string {
  if (/^authorization$/i.test(header) && value.startsWith('Bearer ')) return `--header "Authorization: Bearer \${TOKEN:-witness}"`;
  return `--header ${quoted(value === '' ? `${header};` : `${header}: ${value}`)}`;
}

/** One word of POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
