import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_BODY_BYTES } from '../http/bodies/read-body.ts';
import { listen } from '../server/listen.ts';
import { startHostileServer } from '../testing/fuzz/hostile-server.ts';
import { contractOf, shippedContract } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    post: { operationId: make, requestBody: { required: true, content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: made, content: { application/json: { schema: { type: object } } } } } }
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: object } } } } } } }
`;

const HEAD = 'POST /notes/notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

async function start() {
  const hostile = await startHostileServer(
    await contractOf('notes', document),
    await shippedContract('analytics/analytics-sink', 'asyncapi.yaml'),
  );
  const { server } = hostile;
  const port = Number(new URL(server.url).port);
  const open = async (bytes: string): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    socket.write(bytes);
    return socket;
  };
  const make = async (text: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/notes/notes`, { method: 'POST', headers, body: JSON.stringify({ text }) });
    await answer.arrayBuffer();
    return answer.status;
  };
  return { ...hostile, open, make };
}

describe('slow clients', () => {
  it('do not keep others waiting, nor the server from closing', async () => {
    const { open, make } = await start();
    expect(await make('x'.repeat(1_000_000))).toBe(201);
    const slow = ['', 'POST /no', HEAD, `${HEAD}content-length: 100\r\n\r\n{"te`, `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"te`];
    await Promise.all(slow.flatMap((bytes) => Array.from({ length: 20 }, () => open(bytes))));
    const deaf = await Promise.all(Array.from({ length: 20 }, () => open('GET /notes/notes HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(50))));
    for (const socket of deaf) socket.pause();
    await open('GET /analytics-sink/analytics.remittance.posted.v1 HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n');
    expect(await make('another')).toBe(201);
  });

  it('that never stop sending are answered with 413 and cut off', async () => {
    const { open, make } = await start();
    const socket = await open(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, 'x'), Buffer.from('\r\n')]);
    const said: Buffer[] = [];
    socket.on('data', (bytes) => said.push(bytes));
    let sent = 0;
    const pump = (): void => {
      while (!socket.destroyed && sent < 20 * MAX_BODY_BYTES) {
        sent += chunk.length;
        if (!socket.write(chunk)) return;
      }
      socket.end();
    };
    socket.on('drain', pump);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    pump();
    await closed;
    expect(sent).toBeLessThan(8 * MAX_BODY_BYTES);
    expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1\.1 413 [^]*BODY_TOO_LARGE/);
    expect(await make('another')).toBe(201);
  });

  it.each([
    ['a head', 'GET / HTTP/1.1\r\nhost: x\r\n'],
    ['a body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc'],
  ])('that never finish %s are answered with 408', async (_, bytes) => {
    const never = await listen((request) => void request.resume().on('error', () => {}), 0, '127.0.0.1', {
      headMs: 100,
      requestMs: 150,
      silenceMs: 60_000,
    });
    onTestFinished(() => never.close());
    const socket = connect(Number(new URL(never.url).port), '127.0.0.1');
    socket.write(bytes);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_MALFORMED/);
    await once(socket, 'close');
  });

  it('that neither send nor read are cut off', async () => {
    const deaf = await listen((_request, response) => void response.write('x'), 0, '127.0.0.1', {
      headMs: 60_000,
      requestMs: 60_000,
      silenceMs: 100,
    });
    onTestFinished(() => deaf.close());
    const socket = connect(Number(new URL(deaf.url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect(socket.bytesRead).toBeGreaterThan(0);
  });
});
