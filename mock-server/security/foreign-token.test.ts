import { expect, it } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf } from '../testing/serve.ts';

const document = `
openapi: 3.1.0
info: { title: Doors, version: 1.0.0 }
paths:
  /read: { get: { security: [{ oauth: [read] }], responses: { '204': { description: in } } } }
  /write: { get: { security: [{ oauth: [write] }], responses: { '204': { description: in } } } }
components:
  securitySchemes: { oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /t, scopes: { read: read, write: write } } } } }
`;

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

it.each<[string, string | undefined, boolean, number, number]>([
  ['no token', undefined, true, 401, 401],
  ['an opaque token', 'abc', true, 204, 204],
  ['a JWT with scopes', jwt({ scope: 'read' }), true, 204, 403],
  ['a JWT with a list of scopes', jwt({ scp: ['write'] }), true, 403, 204],
  ['a JWT without scopes', jwt({ sub: 'me' }), true, 204, 204],
  ['a JWT that is none', 'a.b.c', true, 204, 204],
  ['an opaque token where only own ones hold', 'abc', false, 401, 401],
])('%s', async (_, token, takesAnyToken, read, write) => {
  const server = await startMockServer({ contracts: [await contractOf('doors', document)], takesAnyToken });
  try {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const statusOf = async (path: string): Promise<number> => (await fetch(server.urlOf('doors') + path, { headers })).status;
    expect([await statusOf('/read'), await statusOf('/write')]).toEqual([read, write]);
  } finally {
    await server.close();
  }
});
