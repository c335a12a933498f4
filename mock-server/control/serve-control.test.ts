import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../http/bodies/read-body.ts';
import { contractOf, serve } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths: { /door: { get: { responses: { '204': { description: in } } } } }
`;

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly does: string;
}

async function start() {
  const { url } = await serve(await contractOf('doors', document));
  const index = await fetch(`${url}/__interlock`);
  expect(index.status).toBe(200);
  return { url, routes: ((await index.json()) as { routes: readonly Listed[] }).routes };
}

describe('the routes of the server itself', () => {
  it('are listed', async () => {
    const { routes } = await start();
    const shown = routes.map(({ method, path }) => `${method} ${path.replace('/__interlock', '')}`);
    expect(shown).toEqual(expect.arrayContaining(['GET /health', 'POST /oauth/token', 'PUT /clock', 'DELETE /faults/<contract>']));
    expect(routes.filter(({ does }) => does === '')).toEqual([]);
  });

  it('say which methods they take', async () => {
    const { url, routes } = await start();
    for (const path of new Set(routes.map((route) => route.path))) {
      const allow = routes
        .filter((route) => route.path === path)
        .map(({ method }) => method)
        .join(', ');
      const answer = await fetch(url + path.replaceAll(/<\w+>/g, 'doors'), { method: 'PATCH' });
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow]);
    }
  });

  it('refuse a body that they cannot read, as it is', async () => {
    const { url, routes } = await start();
    const taking = routes.filter(({ method, does }) => (method === 'PUT' || method === 'POST') && does.includes('{'));
    const at = [...taking.map(({ method, path }) => [method, path] as const), ['PUT', '/__interlock/state'] as const];
    for (const [method, path] of at) {
      const sent = { method, body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'odd' } };
      const answer = await fetch(url + path.replaceAll(/<\w+>/g, 'doors'), sent);
      const body: unknown = await answer.json();
      expect([path, answer.status, body]).toEqual([path, 415, expect.objectContaining({ code: 'CONTENT_ENCODING_UNSUPPORTED' })]);
    }
    const large = await fetch(`${url}/__interlock/seed`, { method: 'POST', body: ' '.repeat(MAX_BODY_BYTES + 1) });
    expect([large.status, await large.json()]).toEqual([413, expect.objectContaining({ code: 'BODY_TOO_LARGE' })]);
  });

  it('refuse a session that has no name', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/__interlock/clock`, { headers: { 'interlock-session': 'no name' } });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'SESSION_INVALID' })]);
  });
});
