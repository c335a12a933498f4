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
 *   contract), with `$TOKEN` as bearer token when it is set;
 * - `.body`: the body of what is sent; `.response.body`: of the response.
 */
export function witnessFiles(changes: readonly Change[]): readonly WitnessFile[] {
  return changes.flatMap((change) => {
    const { witness, ...rest } = change;
    if (!witness) return [];
    const name = `${change.ruleId}-${change.fingerprint.slice(0, 12)}`;
    const body = sentBody(witness);
    const script = scriptOf(witness, name);
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

function scriptOf(witness: Witness, name: string): string | undefined {
  const request = witness.kind === 'event' ? requestOfEvent(witness.event) : witness.request;
  if (!request) return undefined;
  const { method, url, headers, body, credentials = [] } = request;
  const isAbsolute = /^https?:\/\//i.test(url);
  const needs = credentials.map(({ scheme, scopes }) => [scheme, ...scopes].join(' '));
  const lines = [
    `curl --silent --show-error --include --globoff --path-as-is --request ${quoted(method)}`,
    ...Object.entries(headers).map(([header, value]) => `--header ${quoted(value === '' ? `${header};` : `${header}: ${value}`)}`),
    '${TOKEN:+--header "Authorization: Bearer $TOKEN"}',
    ...(body ? [`--data-binary "@$(dirname "$0")"/${quoted(`${name}.body`)}`] : []),
    isAbsolute ? quoted(url) : `"\${BASE_URL:?is what the contract is served at}"${quoted(url)}`,
  ];
  const notes = needs.length === 0 ? [] : [`# Needs credentials of ${oneLine(needs.join(', '))}.`];
  return ['#!/bin/sh', `# ${oneLine(`base ${witness.base.says}; head ${witness.head.says}`)}`, ...notes, lines.join(' \\\n  '), ''].join(
    '\n',
  );
}

/** An event as mocks take it: POST publishes, headers as `X-Message-<Name>`; GET subscribes. */
function requestOfEvent({ action, address, contentType, headers, payload }: WireEvent): WireRequest | undefined {
  if (address === null) return undefined;
  const url = `/${address.replace(/^\/+/, '')}`;
  if (action === 'subscribe') return { method: 'GET', url, headers: { Accept: 'text/event-stream' } };
  const named = Object.entries(headers).map(([name, value]) => [
    `X-Message-${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return {
    method: 'POST',
    url,
    headers: { 'Content-Type': contentType ?? 'application/json', ...Object.fromEntries(named) },
    ...(payload && { body: payload }),
  };
}

function bytesOf(body: WireBody): Uint8Array {
  return 'text' in body ? new TextEncoder().encode(body.text) : Buffer.from(body.base64, 'base64');
}

/** One word of POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
