import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { seededRandom } from '../answers/seeded-random.ts';
import { drawLatency } from './draw-latency.ts';

const document = `
openapi: 3.1.0
info: { title: Payments, version: 1.0.0 }
paths:
  /payments:
    post:
      operationId: pay
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [amount], properties: { amount: { type: string } } } } } }
      responses:
        '201': { description: paid, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
        '503': { description: down, headers: { Retry-After: { required: true, schema: { type: integer } } }, content: { application/json: { schema: { type: object, required: [message], additionalProperties: false, properties: { message: { type: string } } } } } }
    get:
      operationId: list
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Payment' } } } } } }
  /payments/{paymentId}:
    parameters: [{ name: paymentId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: get
      responses:
        '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
        '404': { description: none }
    delete:
      operationId: cancel
      responses: { '204': { description: gone } }
components:
  schemas: { Payment: { type: object, required: [paymentId, amount], properties: { paymentId: { type: string, format: uuid, readOnly: true }, amount: { type: string } } } }
`;

async function start(mock = '') {
  const server = await serve(await contractOf('payments', document, `state: strict\n${mock}`));
  const url = `${server.urlOf('payments')}/payments`;
  const pay = (headers: Readonly<Record<string, string>> = {}, body = '{"amount":"1.00"}') =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const list = async (headers: Readonly<Record<string, string>> = {}) =>
    (await (await fetch(url, { headers })).json()) as { readonly paymentId: string }[];
  return { server, url, pay, list };
}

describe('faults that a caller prefers', () => {
  it.each([
    ['error', 503, '1', 0],
    ['503; retry-after=7', 503, '7', 0],
    ['429', 429, '1', 0],
    ['error; status=500', 500, null, 0],
    ['error; status=504; after-commit', 504, null, 1],
  ])('answers fault=%s with %i', async (fault, status, retryAfter, effects) => {
    const { pay, list } = await start();
    const answer = await pay({ prefer: `fault=${fault}` });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await answer.json()).toEqual(
      status === 503 ? { message: expect.any(String) } : expect.objectContaining({ code: 'FAULT_INJECTED' }),
    );
    expect(await list()).toHaveLength(effects);
  });

  it.each([
    ['reset', 0],
    ['reset; after-commit', 1],
    ['truncate', 1],
    ['timeout; hold=0.01', 1],
  ])('loses the answer by fault=%s', async (fault, effects) => {
    const { pay, list } = await start();
    await expect(pay({ prefer: `fault=${fault}` }).then((answer) => answer.text())).rejects.toThrow(/fetch failed|terminated/);
    expect(await list()).toHaveLength(effects);
  });

  it('sends the head and half of a truncated body', async () => {
    const { pay } = await start();
    const answer = await pay({ prefer: 'fault=truncate' });
    expect(answer.status).toBe(201);
    let received = 0;
    const promised = Number(answer.headers.get('content-length'));
    await expect(
      (async () => {
        for await (const chunk of answer.body!) received += chunk.length;
      })(),
    ).rejects.toThrow('terminated');
    expect(received).toBe(Math.floor(promised / 2));
  });

  it('does not show the last changes to a stale read', async () => {
    const { url, pay, list } = await start();
    await pay();
    const { paymentId } = (await (await pay({}, '{"amount":"2.00"}')).json()) as { readonly paymentId: string };
    const one = `${url}/${paymentId}`;
    expect((await fetch(one, { headers: { prefer: 'fault=stale' } })).status).toBe(404);
    expect((await fetch(one)).status).toBe(200);
    expect(await list({ prefer: 'fault=stale' })).toHaveLength(1);
    expect(await list({ prefer: 'fault=stale; changes=2' })).toHaveLength(0);
    await fetch(one, { method: 'DELETE' });
    expect((await fetch(one)).status).toBe(404);
    expect((await fetch(one, { headers: { prefer: 'fault=stale' } })).status).toBe(200);
    expect((await list({ prefer: 'fault=stale' })).map((payment) => payment.paymentId)[1]).toBe(paymentId);
  });

  it('shows what was seeded to a stale read', async () => {
    const { server, pay, list } = await start('seed: { /payments: [{ paymentId: 00000000-0000-4000-8000-000000000001, amount: "9.00" }] }');
    expect(await list({ prefer: 'fault=stale; changes=5' })).toHaveLength(1);
    await pay();
    expect(await list({ prefer: 'fault=stale; changes=5' })).toHaveLength(1);
    const more = { payments: { '/payments': [{ paymentId: '00000000-0000-4000-8000-000000000002', amount: '8.00' }] } };
    const planted = await fetch(`${server.url}/__interlock/seed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(more),
    });
    expect(planted.status).toBe(204);
    expect(await list({ prefer: 'fault=stale; changes=5' })).toHaveLength(3);
  });

  it('takes as long as asked', async () => {
    const { pay } = await start();
    const before = performance.now();
    expect((await pay({ prefer: 'fault=latency; seconds=0.05' })).status).toBe(201);
    expect(performance.now() - before).toBeGreaterThanOrEqual(49);
  });

  it.each(['nonsense', 'error; status=200', 'latency; seconds=x', 'latency; speed=1', '700'])('refuses fault=%s', async (fault) => {
    const { pay, list } = await start('faults: [{ name: brownout, fault: error, rate: 0 }]');
    const answer = await pay({ prefer: `fault=${fault}` });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'PREFERENCE_UNKNOWN', detail: expect.stringContaining('brownout, latency') as string },
    ]);
    expect(await list()).toHaveLength(0);
  });

  it('finds a rule of mock.yaml by its name', async () => {
    const { pay } = await start('faults: [{ name: brownout, fault: error, status: 502, rate: 0 }]');
    expect((await pay()).status).toBe(201);
    expect((await pay({ prefer: 'fault=brownout' })).status).toBe(502);
  });
});

describe('an answer that is lost after the effect', () => {
  it.each(['timeout; hold=30', 'truncate', 'reset; after-commit'])('is given to the retry with the same key (%s)', async (fault) => {
    const { pay, list } = await start();
    const signal = AbortSignal.timeout(100);
    const lost = Promise.race([
      pay({ prefer: `fault=${fault}`, 'idempotency-key': 'k1' }).then((answer) => answer.text()),
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('waited long enough')))),
    ]);
    await expect(lost).rejects.toThrow(/fetch failed|terminated|long enough/);
    const retry = await pay({ 'idempotency-key': 'k1' });
    expect(retry.status).toBe(201);
    const kept = await retry.json();
    expect(await list()).toEqual([kept]);
    expect((await pay({ 'idempotency-key': 'k1' }, '{"amount":"9.00"}')).status).toBe(422);
  });

  it('was no effect where the fault came before it: the retry has it', async () => {
    const { pay, list } = await start();
    expect((await pay({ prefer: 'fault=503', 'idempotency-key': 'k1' })).status).toBe(503);
    expect((await pay({ 'idempotency-key': 'k1' })).status).toBe(201);
    expect(await list()).toHaveLength(1);
  });
});

describe('faults of mock.yaml', () => {
  it('hit the operation, the session and the share that they name, the same for the same seed', async () => {
    const mock = 'faults: [{ operation: pay, session: bad, rate: 0.3, fault: error, status: 502 }]';
    const run = async (session: string) => {
      const { pay } = await start(mock);
      const statuses: number[] = [];
      for (let count = 0; count < 30; count++) statuses.push((await pay({ 'interlock-session': session })).status);
      return statuses;
    };
    const first = await run('bad');
    const failed = first.filter((status) => status === 502).length;
    expect(failed).toBeGreaterThan(2);
    expect(failed).toBeLessThan(18);
    expect(await run('bad')).toEqual(first);
    expect(new Set(await run('good'))).toEqual(new Set([201]));
  });

  it.each([
    ['an unknown operation', '[{ operation: cancle, fault: reset }]', /no operation 'cancle'.*cancel/, 2],
    ['an unknown fault', '\n  - fault: explode', /fault/, 3],
    ['a rate above 1', '\n  - fault: reset\n    rate: 2', /rate/, 4],
    ['half a distribution', '\n  - fault: latency\n    latency: { from: 1 }', /latency/, 4],
  ])('refuses %s with its place', async (_, faults, message, line) => {
    await expect(start(`faults: ${faults}`)).rejects.toMatchObject({
      code: 'WORKSPACE_INVALID',
      detail: expect.stringMatching(message) as string,
      place: { file: 'mock.yaml', line },
    });
  });
});

describe('latencies', () => {
  const draws = (latency: Parameters<typeof drawLatency>[0]) => {
    const drawn = Array.from({ length: 4000 }, (_, index) => drawLatency(latency, seededRandom(`latency ${index}`))).sort((a, b) => a - b);
    return (percentile: number) => drawn[Math.floor((percentile / 100) * (drawn.length - 1))]!;
  };

  it('are drawn from the distribution that is asked for', () => {
    const fixed = draws(0.5);
    expect([fixed(0), fixed(100)]).toEqual([0.5, 0.5]);
    const uniform = draws({ from: 1, to: 3 });
    expect(uniform(0)).toBeGreaterThanOrEqual(1);
    expect(uniform(50)).toBeCloseTo(2, 0);
    expect(uniform(100)).toBeLessThanOrEqual(3);
    const lognormal = draws({ median: 0.2, p95: 1 });
    expect(lognormal(50)).toBeCloseTo(0.2, 1);
    expect(Math.abs(lognormal(95) - 1)).toBeLessThan(0.15);
    const byPercentiles = draws({ percentiles: { 50: 0.1, 90: 0.5, 100: 2 } });
    expect(byPercentiles(50)).toBeCloseTo(0.1, 1);
    expect(Math.abs(byPercentiles(90) - 0.5)).toBeLessThan(0.1);
    expect(byPercentiles(100)).toBeLessThanOrEqual(2);
  });
});
