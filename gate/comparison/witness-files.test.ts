import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Change, Witness } from '../../registry/compatibility/index.ts';
import { witnessFiles } from './witness-files.ts';

const verdicts = {
  base: { accepted: true, says: "accepts it\nas 'a'", violations: [] },
  head: { accepted: false, says: 'rejects it', violations: [] },
};

function changeWith(witness: Witness): Change {
  return {
    ruleId: 'enum-value-removed',
    area: 'schema',
    kind: 'enum',
    action: 'narrowed',
    direction: 'request',
    verdict: 'breaking',
    severity: 'error',
    message: 'gone',
    operations: ['POST /a'],
    fingerprint: '0123456789abcdef0123456789abcdef',
    witness,
  };
}

/** Sends a witness by its script, and answers what arrived. */
async function send(witness: Witness, token?: string) {
  const folder = await mkdtemp(join(tmpdir(), "interlock witness's "));
  const arrived: { request: IncomingMessage; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      arrived.push({ request, body: Buffer.concat(chunks) });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    for (const { name, content, isExecutable } of witnessFiles([changeWith(witness)])) {
      await writeFile(join(folder, name), content, { mode: isExecutable ? 0o755 : 0o644 });
    }
    const [script] = (await readdir(folder)).filter((name) => name.endsWith('.sh'));
    const env = {
      ...process.env,
      BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
      ...(token && { TOKEN: token }),
    };
    await promisify(execFile)('sh', [join(folder, script!)], { env });
    const [only] = arrived;
    return { method: only!.request.method, url: only!.request.url, headers: only!.request.headers, body: only!.body };
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

describe('witnessFiles', () => {
  it('sends a request as it is, whatever it holds', async () => {
    const body = Buffer.from([0, 255, 13, 10, 64]);
    const request = {
      method: 'POST',
      url: "/a/../%7B'$(x)'%7D?q=[1]&r={2}",
      headers: { 'X-Note': `"it's" $HOME \`x\``, 'X-Empty': '', 'Content-Type': 'application/pdf' },
      body: { base64: body.toString('base64') },
    };
    const arrived = await send({ kind: 'request', request, ...verdicts }, 'secret');
    expect(arrived).toMatchObject({ method: 'POST', url: `/orders${request.url}`, body });
    expect(arrived.headers).toMatchObject({
      'x-note': request.headers['X-Note'],
      'x-empty': '',
      'content-type': 'application/pdf',
      authorization: 'Bearer secret',
    });
  });

  it('publishes an event as mocks take it', async () => {
    const event = { action: 'publish' as const, address: 'orders/received', headers: { traceId: 7 }, payload: { text: '{"a":1}' } };
    const arrived = await send({ kind: 'event', event, ...verdicts });
    expect(arrived).toMatchObject({
      method: 'POST',
      url: '/orders/orders/received',
      headers: { 'x-message-traceid': '7', 'content-type': 'application/json' },
    });
    expect(arrived.body.toString()).toBe('{"a":1}');
    expect(arrived.headers.authorization).toBeUndefined();
  });

  it('publishes what is sent to subscribers as well, with what its protocol adds', async () => {
    const event = {
      action: 'subscribe' as const,
      address: 'orders/über uns',
      headers: { note: "it's" },
      contentType: 'application/vnd.x+json',
      payload: { text: '{}' },
      bindings: { kafka: { key: { id: "o'7" }, topic: 'orders' } },
    };
    const arrived = await send({ kind: 'event', event, ...verdicts });
    expect(arrived).toMatchObject({
      method: 'POST',
      url: '/orders/orders/%C3%BCber%20uns',
      headers: {
        'x-message-note': "it's",
        'content-type': 'application/vnd.x+json',
        'x-binding-kafka-key': `{"id":"o'7"}`,
        'x-binding-kafka-topic': '"orders"',
      },
    });
  });

  it('lists the messages of a channel of which none is known', async () => {
    const arrived = await send({ kind: 'event', event: { action: 'subscribe', address: 'orders', headers: {} }, ...verdicts });
    expect(arrived).toMatchObject({ method: 'GET', url: '/orders/orders', headers: { accept: 'application/json' } });
  });

  it.each([
    [undefined, 'Bearer witness'],
    ['real', 'Bearer real'],
  ])('sends the token %s as %s', async (token, authorization) => {
    const request = { method: 'GET', url: '/a', headers: { Authorization: 'Bearer witness' } };
    expect((await send({ kind: 'request', request, ...verdicts }, token)).headers.authorization).toBe(authorization);
  });

  it('leaves other credentials as they are', async () => {
    const request = { method: 'GET', url: '/a', headers: { Authorization: 'Basic d2l0bmVzczp3aXRuZXNz' } };
    expect((await send({ kind: 'request', request, ...verdicts }, 'real')).headers.authorization).toBe(request.headers.Authorization);
  });

  const event = { action: 'publish' as const, address: 'orders', headers: {}, payload: { text: '{}' } };
  const declared = { accepted: false, says: 'finds nothing', isDeclared: true as const, violations: [] };
  it.each<[string, Witness]>([
    ['a reply', { kind: 'event', event: { ...event, isReply: true }, ...verdicts }],
    ['an address known at run time', { kind: 'event', event: { ...event, address: null }, ...verdicts }],
    ['a server of events', { kind: 'event', event: { ...event, server: 'kafka://a.example' }, ...verdicts }],
    ['credentials of events', { kind: 'event', event: { ...event, credentials: [] }, ...verdicts }],
    ['what was read off a declaration', { kind: 'event', event, base: verdicts.base, head: declared }],
    ['a server of requests', { kind: 'request', request: { method: 'GET', url: 'https://a.example/v1/a', headers: {} }, ...verdicts }],
  ])('writes no script that a mock would answer alike for both: %s', (_, witness) => {
    expect(witnessFiles([changeWith(witness)]).filter(({ isExecutable }) => isExecutable)).toEqual([]);
  });

  it('says where a call of a webhook goes', () => {
    const request = { method: 'POST', url: '/', headers: {} };
    const change = { ...changeWith({ kind: 'request', request, ...verdicts }), direction: 'callback-request' as const };
    expect(String(witnessFiles([change])[1]?.content)).toContain('BASE_URL is where its receiver listens');
  });

  it('writes a response beside the request that it answers, and nothing for a change without a witness', () => {
    const response = { status: 200, headers: {}, body: { text: '{}' } };
    const request = { method: 'GET', url: '/a', headers: {} };
    const { witness: _, ...plain } = changeWith({ kind: 'response', response, ...verdicts });
    const names = witnessFiles([changeWith({ kind: 'response', request, response, ...verdicts }), plain]).map(({ name }) => name);
    expect(names).toEqual(['.json', '.sh', '.response.body'].map((end) => `enum-value-removed-0123456789ab${end}`));
  });
});
