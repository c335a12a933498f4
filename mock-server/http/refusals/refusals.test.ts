import { describe, expect, it } from 'vitest';
import { authorize, contractOf, serve } from '../../testing/serve.ts';

const documentOf = (responses: string): string => `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
security: [{ oauth: ['things:read'] }]
paths:
  /things/{thingId}:
    put:
      operationId: putThing
      parameters:
        - { name: thingId, in: path, required: true, schema: { type: string, maxLength: 5 } }
        - { name: mode, in: query, required: true, schema: { enum: [a, b] } }
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [n], properties: { n: { type: integer } } } } } }
      responses:
        '200': { description: done, content: { application/json: { schema: { type: object } } } }
        ${responses}
  /open:
    get:
      operationId: open
      security: []
      responses: { '200': { description: done, content: { text/csv: { schema: { type: string }, example: 'a,b' } } } }
  /key:
    get: { operationId: byKey, security: [{ key: [] }], responses: { '204': { description: done } } }
  /basic:
    get: { operationId: byBasic, security: [{ basic: [] }], responses: { '204': { description: done } } }
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://x.example/token', scopes: { 'things:read': read } } } }
    key: { type: apiKey, in: query, name: api_key }
    basic: { type: http, scheme: basic }
`;

async function start(responses = '') {
  const server = await serve(await contractOf('things', documentOf(responses)));
  const authorization = await authorize(server, 'things:read other');
  const put = {
    method: 'PUT',
    path: '/things/t1?mode=a',
    body: '{"n":1}',
    headers: { authorization, 'content-type': 'application/json' } as Record<string, string>,
  };
  const send = async (change: Partial<typeof put> = {}) => {
    const { method, path, body, headers } = { ...put, ...change };
    const response = await fetch(server.urlOf('things') + path, { method, headers, ...(method === 'GET' ? {} : { body }) });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      headers: response.headers,
      type,
      text,
      problem: (/json/.test(type) ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  };
  return { server, send, put, authorization };
}

describe('refusals', () => {
  it('lists every violation with its part, pointer and place in the contract', async () => {
    const { send } = await start();
    const { status, type, problem } = await send({ path: '/things/too-long?mode=c', body: '{"n":"x"}' });
    expect([status, type, problem['code']]).toEqual([400, 'application/problem+json', 'REQUEST_INVALID']);
    const errors = problem['errors'] as Record<string, string>[];
    expect(errors.map(({ code, part, pointer }) => [code, part, pointer])).toEqual([
      ['invalid-parameter', 'path', '/thingId'],
      ['invalid-parameter', 'query', '/mode'],
      ['invalid-body', 'body', '/n'],
    ]);
    expect(errors.every(({ place, detail }) => /^contract\.yaml:\d+:\d+$/.test(place ?? '') && detail !== '')).toBe(true);
  });

  const problem = 'content: { application/problem+json: { schema: { type: object } } }';
  it.each([
    ['400 where only 400 is declared', `'400': { description: no, ${problem} }`, '{"n":"x"}', 400],
    ['422 where only 422 is declared', `'422': { description: no, ${problem} }`, '{', 422],
    [
      '422 for a body that does not fit where both are',
      `'400': { description: no, ${problem} }\n        '422': { description: no, ${problem} }`,
      '{"n":"x"}',
      422,
    ],
    [
      '400 for a malformed body where both are',
      `'400': { description: no, ${problem} }\n        '422': { description: no, ${problem} }`,
      '{',
      400,
    ],
    ['a range', `4XX: { description: no, ${problem} }`, '{', 400],
  ])('uses %s', async (_, responses, body, want) => {
    const { send } = await start(responses);
    expect((await send({ body })).status).toBe(want);
  });

  it("speaks the contract's own error schema", async () => {
    const schema =
      '{ type: object, additionalProperties: false, required: [message, code], properties: { message: { type: string }, code: { type: integer } } }';
    const { send } = await start(`'400': { description: no, content: { application/json: { schema: ${schema} } } }`);
    const { type, problem } = await send({ body: '{' });
    expect(type).toBe('application/json');
    expect(problem).toMatchObject({ message: 'The request does not fit the contract in one way' });
  });

  it.each([
    [
      'application/xml',
      '{ type: object, xml: { name: fault }, additionalProperties: false, required: [message], properties: { message: { type: string } } }',
      /^<\?xml.*\n<fault><message>The request does not fit the contract in one way<\/message><\/fault>$/,
    ],
    ['text/html', '{ type: string }', /^Bad Request: The request does not fit the contract in one way$/],
  ])('speaks %s where that is all that is declared', async (mediaType, schema, want) => {
    const { send } = await start(`'400': { description: no, content: { ${mediaType}: { schema: ${schema} } } }`);
    const { status, type, text } = await send({ body: '{' });
    expect([status, type]).toEqual([400, mediaType]);
    expect(text).toMatch(want);
  });

  it.each([
    ['an unknown path', { path: '/nothing' }, 404, 'UNKNOWN_PATH'],
    ['a method that the path lacks', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
    ['another media type', { headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body in an unknown coding', { headers: { 'content-encoding': 'rot13' } }, 415, 'CONTENT_ENCODING_UNSUPPORTED'],
    ['a body that is not in its coding', { headers: { 'content-encoding': 'gzip' } }, 400, 'BODY_MALFORMED'],
    ['a representation that there is none of', { headers: { accept: 'application/xml' } }, 406, 'NOT_ACCEPTABLE'],
    ['no credentials', { headers: { authorization: '' } }, 401, 'UNAUTHENTICATED'],
    ['a token that is none of ours', { headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } }, 401, 'UNAUTHENTICATED'],
  ])('refuses %s', async (_, change, status, code) => {
    const { send, put } = await start();
    const { headers, ...rest } = change as { readonly headers?: Record<string, string> };
    const answer = await send({ ...rest, headers: { ...put.headers, ...headers } });
    expect([answer.status, answer.type, answer.problem['code']]).toEqual([status, 'application/problem+json', code]);
    if (status === 405) expect(answer.headers.get('allow')).toBe('PUT');
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('refuses a token without the scope with 403', async () => {
    const { send, server, put } = await start();
    const answer = await send({ headers: { ...put.headers, authorization: await authorize(server, 'things:write') } });
    expect([answer.status, answer.problem['code']]).toEqual([403, 'INSUFFICIENT_SCOPE']);
  });

  it.each([
    ['/key', {}, 401],
    ['/key?api_key=k', {}, 204],
    ['/basic', { authorization: 'Basic bm9jb2xvbg==' }, 401],
    ['/basic', { authorization: `Basic ${Buffer.from('user:secret').toString('base64')}` }, 204],
  ])('judges the credentials of GET %s with %j', async (path, headers, want) => {
    const { send } = await start();
    expect((await send({ method: 'GET', path, headers })).status).toBe(want);
  });

  it('answers text as text', async () => {
    const { send } = await start();
    const { status, type, text } = await send({ method: 'GET', path: '/open', headers: {} });
    expect([status, type, text]).toEqual([200, 'text/csv', 'a,b']);
  });

  it('says so when it cannot answer', async () => {
    const { send } = await start();
    const server = await serve(
      await contractOf(
        'odd',
        "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: { /x: { get: { operationId: x, responses: { '200': { description: d, content: { application/json: { schema: { type: string, pattern: '^a(?=b)b$', minLength: 9 } } } } } } } }",
      ),
    );
    const response = await fetch(`${server.urlOf('odd')}/x`);
    expect(await response.json()).toMatchObject({ status: 500, code: 'MOCK_CANNOT_ANSWER' });
    expect((await send()).status).toBe(200);
  });
});

describe('the token endpoint', () => {
  it.each([
    ['another grant', { grant_type: 'password', client_id: 'a', client_secret: 'b' }, 400, 'unsupported_grant_type'],
    ['no grant', { client_id: 'a', client_secret: 'b' }, 400, 'invalid_request'],
    ['no secret', { grant_type: 'client_credentials', client_id: 'a' }, 401, 'invalid_client'],
  ])('refuses %s (RFC 6749 §5.2)', async (_, form, status, error) => {
    const { server } = await start();
    const response = await fetch(`${server.url}/__interlock/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect([response.status, await response.json()]).toMatchObject([status, { error }]);
  });

  it.each([
    ['428 where that is declared', "'428': { description: say what you know }", 428],
    ['400 where it is not', '', 400],
  ])('answers a change without the condition that it requires by %s', async (_, declared, status) => {
    const document = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /thing:
    delete:
      parameters: [{ name: If-Match, in: header, required: true, schema: { type: string } }]
      responses: { '204': { description: gone }, ${declared} }
`;
    const server = await serve(await contractOf('things', document));
    expect((await fetch(`${server.urlOf('things')}/thing`, { method: 'DELETE' })).status).toBe(status);
  });
});
