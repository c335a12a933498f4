import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contractOf, serve } from '../testing/serve.ts';
import { signToken, verifyToken } from './access-token.ts';

const document = `
openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
security: [{ oauth: [read] }]
paths:
  /things:
    get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } } }
    post: { operationId: make, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } }
components:
  schemas: { Thing: { type: object, properties: { id: { type: string } } } }
  securitySchemes: { oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: { read: read } } } } }
`;

async function start(seed = 'a') {
  const server = await serve(await contractOf('doors', document));
  const control = (path: string, method: string, body: unknown, session = '') =>
    fetch(`${server.url}/__interlock${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'interlock-session': session },
      body: JSON.stringify(body),
    });
  const token = async (session = ''): Promise<string> => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: seed, client_secret: 's', scope: 'read' });
    const answer = await fetch(`${server.url}/__interlock/oauth/token`, {
      method: 'POST',
      headers: { 'interlock-session': session },
      body: form,
    });
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  };
  const call = async (bearer: string, session = '', method = 'GET') => {
    const headers = { authorization: `Bearer ${bearer}`, 'interlock-session': session, 'content-type': 'application/json' };
    const answer = await fetch(`${server.urlOf('doors')}/things`, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
    return [answer.status, answer.headers.get('www-authenticate')];
  };
  return { control, token, call };
}

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

const EXPIRED = [401, 'Bearer realm="interlock", error="invalid_token", error_description="The access token expired"'];

describe('a token', () => {
  it('says when it was given by the clock of its session, and is the same each time', async () => {
    const { control, token } = await start();
    const first = await token();
    const iat = Date.UTC(2026, 0, 1) / 1000;
    expect(claimsOf(first)).toEqual({ iss: 'interlock-mock', sub: 'a', scope: 'read', iat, exp: iat + 3600 });
    expect(await token()).toBe(first);
    await control('/clock', 'PUT', { now: '2026-03-01T08:00:00Z' }, 's');
    expect(claimsOf(await token('s'))).toMatchObject({ iat: Date.UTC(2026, 2, 1, 8) / 1000 });
  });

  it('ends when the clock is an hour on', async () => {
    const { control, token, call } = await start();
    const bearer = await token();
    await control('/clock/advance', 'POST', { by: 'PT59M59S' });
    expect(await call(bearer)).toEqual([200, null]);
    await control('/clock/advance', 'POST', { by: 'PT1S' });
    expect(await call(bearer)).toEqual(EXPIRED);
    expect(await call(await token())).toEqual([200, null]);
    expect(await call(bearer, 'another session')).toEqual([400, null]);
    expect(await call(bearer, 'another')).toEqual([200, null]);
    await control('/reset', 'POST', {});
    expect(await call(bearer)).toEqual([200, null]);
  });

  it('does not end because much was changed', async () => {
    const { control, token, call } = await start();
    const bearer = await token();
    await control('/clock/advance', 'POST', { by: 'PT59M58S' });
    for (let made = 0; made < 5; made++) expect((await call(bearer, '', 'POST'))[0]).toBe(201);
    expect(await call(bearer)).toEqual([200, null]);
    await control('/clock/advance', 'POST', { by: 'PT2S' });
    expect(await call(bearer)).toEqual(EXPIRED);
  });
});

describe('verifyToken', () => {
  const key = Buffer.from('key');
  const claims = { iss: 'interlock-mock', sub: 'a', scope: 'read', iat: 0, exp: 100 };
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sign = (header: unknown, payload: unknown, secret = key): string => {
    const signed = `${encode(header)}.${encode(payload)}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
  const header = { alg: 'HS256', typ: 'JWT' };

  it('takes what signToken made, until its time is over', () => {
    expect(verifyToken(signToken(claims, key), key, 99)).toEqual(claims);
    expect(verifyToken(signToken(claims, key), key, 100)).toBe('expired');
  });

  it.each([
    ['signed by another key', sign(header, claims, Buffer.from('other'))],
    ['of another issuer', sign(header, { ...claims, iss: 'https://id.example' })],
    ['of no issuer', sign(header, { scope: 'read', exp: 100 })],
    ['that says alg none', sign({ alg: 'none' }, claims)],
    ['that says alg none, unsigned', `${encode({ alg: 'none' })}.${encode(claims)}.`],
    ['that says another algorithm', sign({ alg: 'HS512' }, claims)],
    ['whose claims were changed', signToken(claims, key).replace(/\.[^.]+\./, `.${encode({ ...claims, scope: 'admin' })}.`)],
    ['without an end', sign(header, { ...claims, exp: undefined })],
    ['whose end is a text', sign(header, { ...claims, exp: '100' })],
    ['without scopes', sign(header, { ...claims, scope: ['read'] })],
    ['that is cut off', signToken(claims, key).slice(0, -3)],
    ['with a part too many', `${signToken(claims, key)}.x`],
    ['that is no JSON', `${Buffer.from('x').toString('base64url')}.e30.e30`],
    ['that is nothing', ''],
  ])('refuses one %s', (_, token) => {
    expect(verifyToken(token, key, 0)).toBe('invalid');
  });
});
