import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../answers/seeded-random.ts';
import { MAX_BODY_BYTES } from '../http/bodies/read-body.ts';
import { authorize, serve, shippedContract } from '../testing/serve.ts';

async function start() {
  const server = await serve(
    await shippedContract('billing/patient-accounts'),
    await shippedContract('analytics/analytics-sink', 'asyncapi.yaml'),
  );
  const port = Number(new URL(server.url).port);
  /** What the server says to bytes sent on a connection of their own, until it closes the connection. */
  const sendBytes = async (bytes: string | Uint8Array): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.end(bytes);
    await once(socket, 'close');
    return Buffer.concat(chunks).toString('latin1');
  };
  const isAlive = async () => (await fetch(`${server.url}/__interlock/health`)).status === 200;
  return { server, sendBytes, isAlive };
}

describe('hostile requests', () => {
  it('answers a body that is too large with 413', async () => {
    const { server, isAlive } = await start();
    const body = Buffer.alloc(MAX_BODY_BYTES + 1, 'x');
    const response = await fetch(`${server.urlOf('patient-accounts')}/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'BODY_TOO_LARGE' }]);
    expect(await isAlive()).toBe(true);
  });

  it.each([
    'GET /patient-accounts/accounts/%zz HTTP/1.1',
    'GET /patient-accounts/accounts/%ff%fe HTTP/1.1',
    'GET /patient-accounts/accounts/..%2f..%2fetc%2fpasswd HTTP/1.1',
    'GET /patient-accounts/../__interlock/../../etc/passwd HTTP/1.1',
    'GET /patient-accounts//accounts HTTP/1.1',
    'GET /patient-accounts HTTP/1.1',
    'GET /patient-accounts?x HTTP/1.1',
    'GET //patient-accounts/accounts HTTP/1.1',
    'GET /analytics-sink/%zz HTTP/1.1',
    'GET /analytics-sink/constructor HTTP/1.1',
    'GET /__proto__ HTTP/1.1',
    'GET http://elsewhere.example/patient-accounts/accounts HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'TRACE /patient-accounts/accounts HTTP/1.1',
    'PROPFIND /patient-accounts/accounts HTTP/1.1',
    `GET /patient-accounts/accounts/${'a'.repeat(8000)} HTTP/1.1`,
    `GET /patient-accounts/accounts?${'a[b]=c&'.repeat(500)} HTTP/1.1`,
  ])('answers %s with a problem', async (line) => {
    const { sendBytes, isAlive } = await start();
    const answer = await sendBytes(`${line}\r\nhost: mock\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toContain('application/problem+json');
    expect(await isAlive()).toBe(true);
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01', 400],
    ['a header that is too long', `GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(40_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 400],
  ])('answers %s with a problem', async (_, bytes, status) => {
    const { sendBytes, isAlive } = await start();
    const answer = await sendBytes(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(await isAlive()).toBe(true);
  });

  it('answers bodies of random bytes, deep JSON and prototype keys with problems', async () => {
    const { server, isAlive } = await start();
    const authorization = await authorize(server, 'accounts:read accounts:write balances:write');
    const random = seededRandom('bodies');
    const bodies = [
      ...Array.from({ length: 40 }, () =>
        Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256))),
      ),
      Buffer.from('['.repeat(200_000)),
      Buffer.from(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
      Buffer.from('{"__proto__":{"status":"open"},"constructor":{"prototype":{}}}'),
      Buffer.from('{"patientAccountId":"\ud800"}'),
      Buffer.from('null'),
      Buffer.from('"x"'),
    ];
    for (const body of bodies) {
      for (const [method, path] of [
        ['POST', '/patient-accounts/accounts'],
        ['POST', '/patient-accounts/accounts/lookup'],
        ['POST', '/analytics-sink/analytics.remittance.posted.v1'],
        ['PATCH', '/patient-accounts/accounts/6f1d2c3a-4b5e-4f60-8a71-000000001001/balances'],
      ] as const) {
        const response = await fetch(server.url + path, {
          method,
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'k' },
          body,
        });
        const problem = (await response.json()) as { readonly status: number };
        expect(response.status, `${path} ${body.toString('latin1').slice(0, 80)}`).toBeLessThan(500);
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(problem.status).toBe(response.status);
      }
    }
    expect(({} as Record<string, unknown>)['status']).toBeUndefined();
    expect(await isAlive()).toBe(true);
  });

  it('survives clients that go away in the middle of a body', async () => {
    const { server, isAlive } = await start();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      'POST /patient-accounts/accounts HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nidempotency-key: gone\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n',
    );
    await once(socket, 'data');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect(await isAlive()).toBe(true);
  });
});
