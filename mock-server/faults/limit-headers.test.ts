import { afterEach, describe, expect, it, vi } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const integer = (more = '') => `schema: { type: integer }${more}`;
const headers = (...declared: readonly string[]) => `headers: { ${declared.join(', ')} }`;
const COMMON = headers(
  `X-RateLimit-Limit: { ${integer(', example: 3')}, description: Requests per hour }`,
  `X-RateLimit-Remaining: { ${integer()} }`,
  `X-RateLimit-Reset: { ${integer(', example: 1767229200')} }`,
);
const operation = (id: string, said: string, refusals = `, '429': { description: no, ${said} }`) =>
  `/${id}: { get: { operationId: ${id}, responses: { '200': { description: ok, ${said}, content: { application/json: { schema: { type: object } } } }${refusals} } }, post: { operationId: ${id}Post, x-rate-limit: { limit: 100, window: minute }, responses: { '201': { description: made, content: { application/json: { schema: { type: object } } } } } } }`;

const document = `
openapi: 3.1.0
info: { title: Limits, version: 1.0.0 }
paths:
  ${operation('common', COMMON)}
  ${operation('silent', COMMON, '')}
  ${operation('standard', headers(`RateLimit-Policy: { schema: { type: string, default: '2;w=10' } }`, 'RateLimit: { schema: { type: string } }', `RateLimit-Reset: { ${integer()} }`))}
  ${operation('draft', headers(`RateLimit: { schema: { type: string }, example: 'limit=5, remaining=5, reset=5' }`))}
  ${operation('minute', headers(`X-RateLimit-Limit-Minute: { schema: { type: integer, const: 4 } }`, `X-RateLimit-Remaining-Minute: { ${integer()} }`))}
  ${operation('narrow', headers(`X-RateLimit-Limit: { schema: { const: 9 } }`, 'X-RateLimit-Remaining: { schema: { type: integer, minimum: 8 } }', `X-RateLimit-Reset: { schema: { type: string, format: date-time } }`))}
`;

afterEach(() => void vi.useRealTimers());

async function start() {
  const server = await serve(await contractOf('limits', document));
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(server.urlOf('limits') + path, { method });
    const said = [...answer.headers].filter(([name]) => /rate-?limit|retry-after/.test(name));
    return { status: answer.status, ...Object.fromEntries(said) };
  };
  const control = (path: string, method: string, body: unknown) =>
    fetch(`${server.url}/__interlock${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { ask, control };
}

const END = String(Date.UTC(2026, 0, 1, 1) / 1000);

describe('limits that headers declare', () => {
  it('are enforced, and told as they stand', async () => {
    const { ask } = await start();
    const told = (remaining: number) => ({
      'x-ratelimit-limit': '3',
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': END,
    });
    for (const remaining of [2, 1, 0]) expect(await ask('/common')).toEqual({ status: 200, ...told(remaining) });
    expect(await ask('/common')).toEqual({ status: 429, 'retry-after': '3600', ...told(0) });
  });

  it('are not where no 429 is declared', async () => {
    const { ask } = await start();
    for (let sent = 0; sent < 5; sent++) expect(await ask('/silent')).toEqual({ status: 200 });
  });

  it.each([
    ['/standard', { 'ratelimit-policy': '2;w=10', ratelimit: '"default";r=1;t=10', 'ratelimit-reset': '10' }],
    ['/draft', { ratelimit: 'limit=5, remaining=4, reset=60' }],
    ['/minute', { 'x-ratelimit-limit-minute': '4', 'x-ratelimit-remaining-minute': '3' }],
    ['/narrow', { 'x-ratelimit-limit': '9', 'x-ratelimit-remaining': '8', 'x-ratelimit-reset': '2026-01-01T00:01:00Z' }],
  ])('are told in the form of %s', async (path, want) => {
    const { ask } = await start();
    expect(await ask(path)).toEqual({ status: 200, ...want });
  });

  it('tell nothing that the contract does not permit', async () => {
    const { ask } = await start();
    await ask('/narrow');
    expect(await ask('/narrow')).toEqual({ status: 200, 'x-ratelimit-limit': '9', 'x-ratelimit-reset': '2026-01-01T00:01:00Z' });
  });
});

describe('windows', () => {
  const fill = async (ask: Awaited<ReturnType<typeof start>>['ask']): Promise<void> => {
    for (let sent = 0; sent < 3; sent++) await ask('/standard');
  };

  it('end for who waits for Retry-After', async () => {
    const { ask } = await start();
    vi.useFakeTimers({ toFake: ['performance'] });
    await fill(ask);
    vi.advanceTimersByTime(9_900);
    expect(await ask('/standard')).toMatchObject({ status: 429, 'retry-after': '10' });
    vi.advanceTimersByTime(100);
    expect(await ask('/standard')).toMatchObject({ status: 200, ratelimit: '"default";r=1;t=10' });
  });

  it('end by the clock alone where a caller has set it', async () => {
    const { ask, control } = await start();
    vi.useFakeTimers({ toFake: ['performance'] });
    await control('/clock', 'PUT', { now: '2026-03-01T08:00:00Z' });
    await fill(ask);
    vi.advanceTimersByTime(60_000);
    expect((await ask('/standard')).status).toBe(429);
    await control('/clock/advance', 'POST', { by: 'PT10S' });
    expect((await ask('/standard')).status).toBe(200);
    await control('/clock', 'PUT', { now: '2026-03-01T07:00:00Z' });
    expect(await ask('/standard')).toMatchObject({ status: 200, ratelimit: '"default";r=1;t=10' });
  });

  it('do not end because much is changed', async () => {
    const { ask } = await start();
    for (let made = 0; made < 100; made++) expect((await ask('/common', 'POST')).status).toBe(201);
    expect(await ask('/common', 'POST')).toEqual({ status: 429, 'retry-after': '60' });
  });
});
