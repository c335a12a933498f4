import { expect, it } from 'vitest';
import { authorize, contractOf, serve } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths:
  /key: { get: { security: [{ key: [] }], responses: { '204': { description: in } } } }
  /query: { get: { security: [{ query: [] }], responses: { '204': { description: in } } } }
  /cookie: { get: { security: [{ cookie: [] }], responses: { '204': { description: in } } } }
  /basic: { get: { security: [{ basic: [] }, { oauth: [read] }], responses: { '204': { description: in } } } }
  /oidc: { get: { security: [{ oidc: [read] }], responses: { '204': { description: in } } } }
  /both: { get: { security: [{ oauth: [read], certificate: [] }], responses: { '204': { description: in } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    query: { type: apiKey, in: query, name: key }
    cookie: { type: apiKey, in: cookie, name: sid }
    basic: { type: http, scheme: basic }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: { read: read } } } }
    oidc: { type: openIdConnect, openIdConnectUrl: https://id.example/ }
    certificate: { type: mutualTLS }
`;

const basic = `Basic ${Buffer.from('user:secret').toString('base64')}`;

it.each([
  ['/key', {}, 401, 'ApiKey realm="interlock", in="header", name="X-Key"'],
  ['/key', { 'x-key': 'k' }, 204, null],
  ['/query', {}, 401, 'ApiKey realm="interlock", in="query", name="key"'],
  ['/query?key=k', {}, 204, null],
  ['/cookie', { cookie: 'other=1' }, 401, 'ApiKey realm="interlock", in="cookie", name="sid"'],
  ['/cookie', { cookie: 'other=1; sid=k' }, 204, null],
  ['/basic', {}, 401, 'Basic realm="interlock", Bearer realm="interlock"'],
  ['/basic', { authorization: basic }, 204, null],
  ['/oidc', { authorization: 'Bearer abc' }, 401, 'Bearer realm="interlock", error="invalid_token"'],
  ['/oidc', { authorization: 'read' }, 204, null],
  ['/oidc', { authorization: 'write' }, 403, 'Bearer realm="interlock", error="insufficient_scope", scope="read"'],
  ['/both', { authorization: 'read' }, 401, 'Bearer realm="interlock", MutualTLS realm="interlock"'],
  ['/both', { authorization: 'read', 'client-cert': ':abc:' }, 204, null],
])('%s with %o is answered with %i', async (path, sent, status, challenge) => {
  const server = await serve(await contractOf('doors', document));
  const { authorization } = sent as { readonly authorization?: string };
  const isScope = authorization === 'read' || authorization === 'write';
  const headers = { ...sent, ...(isScope ? { authorization: await authorize(server, authorization) } : {}) };
  const answer = await fetch(server.urlOf('doors') + path, { headers });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge]);
});
