import { expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get: { operationId: list, x-rate-limit: { limit: 2, window: minute }, responses: { '200': { description: all, content: { application/json: { schema: { type: array } } } } } }
  /others: { get: { operationId: others, responses: { '200': { description: all, content: { application/json: { schema: { type: array } } } } } } }
`;

async function start(mock?: string) {
  const server = await serve(await contractOf('things', document, mock));
  const get = async (path: string, session = '') => {
    const answer = await fetch(server.urlOf('things') + path, { headers: { 'interlock-session': session } });
    return [answer.status, answer.headers.get('retry-after')];
  };
  const advance = (by: string) =>
    fetch(`${server.url}/__interlock/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by }),
    });
  return { get, advance };
}

it('enforces the limit that an operation declares, by session, on its clock', async () => {
  const { get, advance } = await start();
  expect([await get('/things'), await get('/things'), await get('/things')]).toEqual([
    [200, null],
    [200, null],
    [429, '60'],
  ]);
  expect([await get('/things', 'b'), await get('/others')]).toEqual([
    [200, null],
    [200, null],
  ]);
  await advance('PT30S');
  const [status, wait] = await get('/things');
  expect([status, Number(wait) > 0 && Number(wait) <= 30]).toEqual([429, true]);
  await advance('PT30S');
  expect(await get('/things')).toEqual([200, null]);
});

it('enforces the limits of mock.yaml, all operations together', async () => {
  const { get } = await start('rateLimits: [{ requests: 3, seconds: 10 }]');
  expect([await get('/things'), await get('/others'), await get('/others'), await get('/others')].map(([status]) => status)).toEqual([
    200, 200, 200, 429,
  ]);
});

it('refuses a limit of an unknown operation with its place', async () => {
  await expect(start('rateLimits:\n  - { operation: nothing, requests: 3, seconds: 10 }')).rejects.toMatchObject({
    code: 'WORKSPACE_INVALID',
    place: { file: 'mock.yaml', line: 2 },
  });
});
