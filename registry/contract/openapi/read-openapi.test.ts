import { describe, expect, test } from 'vitest';
import type { Contract, HttpOperation } from '../contract.ts';
import { contractOf } from '../testing/contract-of.ts';

const HEAD = { openapi: '3.1.0', info: { title: 'Claims', version: '1.2.3' } };
const http = (contract: Contract) => contract.operations as readonly HttpOperation[];
const rules = (contract: Contract) => contract.findings.map(({ ruleId }) => ruleId);

test('title, version and identity', async () => {
  const contract = await contractOf({
    ...HEAD,
    paths: {
      '/accounts/{id}/lines/{line}': {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: {} },
          { name: 'line', in: 'path', required: true, schema: {} },
        ],
        get: { operationId: 'getLine', responses: {} },
      },
    },
  });
  expect(contract).toMatchObject({
    specification: { format: 'openapi', version: '3.1.0' },
    title: 'Claims',
    version: '1.2.3',
    findings: [],
  });
  expect(http(contract)[0]).toMatchObject({
    key: 'GET /accounts/{}/lines/{}',
    operationId: 'getLine',
    path: '/accounts/{id}/lines/{line}',
    origin: 'path',
    method: 'GET',
  });
});

describe('parameters', () => {
  const read = async (parameters: unknown, ofPath: unknown = []) =>
    http(await contractOf({ ...HEAD, paths: { '/x': { parameters: ofPath, get: { parameters, responses: {} } } } }))[0]!.parameters;

  test.each([
    ['query', { style: 'form', explode: true }],
    ['header', { style: 'simple', explode: false }],
    ['cookie', { style: 'form', explode: true }],
  ])('defaults in %s', async (place, want) => {
    expect((await read([{ name: 'a', in: place, schema: {} }]))[0]).toMatchObject({ ...want, required: false, direction: 'input' });
  });

  test('explode is on for form only', async () => {
    expect((await read([{ name: 'a', in: 'query', style: 'pipeDelimited', schema: {} }]))[0]).toMatchObject({
      style: 'pipeDelimited',
      explode: false,
    });
  });

  test('content has a media type and no style', async () => {
    const [parameter] = await read([{ name: 'a', in: 'query', content: { 'Application/JSON': { schema: { type: 'object' } } } }]);
    expect(parameter).toMatchObject({ mediaType: 'application/json', schema: { type: 'object' } });
    expect(parameter).not.toHaveProperty('style');
  });

  test('an operation overrides its path by name and place', async () => {
    const own = { name: 'a', in: 'query', required: true, schema: {} };
    const ofPath = [
      { name: 'a', in: 'query', schema: {} },
      { name: 'a', in: 'header', schema: {} },
    ];
    expect((await read([own], ofPath)).map(({ in: place, required }) => [place, required])).toEqual([
      ['header', false],
      ['query', true],
    ]);
  });

  test('headers that OpenAPI defines otherwise are ignored', async () => {
    expect(await read([{ name: 'Authorization', in: 'header', schema: {} }])).toEqual([]);
  });
});

describe('inheritance of servers and security', () => {
  const document = {
    ...HEAD,
    servers: [{ url: 'https://example.com/v1' }],
    security: [{ oauth: ['read'] }],
    components: { securitySchemes: { oauth: { type: 'oauth2' }, key: { type: 'apiKey' } } },
    paths: {
      '/a': { get: { responses: {} } },
      '/b': {
        servers: [{ url: '/b' }],
        get: { responses: {}, security: [] },
        put: { responses: {}, servers: [{ url: '/c' }], security: [{}, { key: [], oauth: [] }] },
      },
    },
  };

  test('the nearest holds', async () => {
    const operations = http(await contractOf(document));
    expect(operations.map(({ key, servers, security }) => [key, servers[0]!.url, security])).toEqual([
      ['GET /a', 'https://example.com/v1', [[{ scheme: 'oauth', scopes: ['read'] }]]],
      ['GET /b', '/b', []],
      [
        'PUT /b',
        '/c',
        [
          [],
          [
            { scheme: 'key', scopes: [] },
            { scheme: 'oauth', scopes: [] },
          ],
        ],
      ],
    ]);
  });

  test('a server is assumed when none is declared', async () => {
    const contract = await contractOf({ ...HEAD, paths: { '/a': { get: { responses: {} } } } });
    expect(contract.servers.map(({ url }) => url)).toEqual(['/']);
  });
});

describe('webhooks and callbacks flow the other way', () => {
  const body = { content: { 'application/json': { schema: {} } } };
  const event = { post: { requestBody: body, responses: { 200: { description: '', ...body } } } };

  test('a webhook', async () => {
    const [operation] = http(await contractOf({ ...HEAD, webhooks: { paid: event } }));
    expect(operation).toMatchObject({
      key: 'webhook paid POST',
      path: '',
      requestBody: { content: [{ direction: 'output' }] },
      responses: [{ content: [{ direction: 'input' }] }],
    });
  });

  test('a callback', async () => {
    const callbacks = { done: { '{$request.body#/url}': event } };
    const [operation] = http(await contractOf({ ...HEAD, paths: { '/x': { post: { responses: {}, callbacks } } } }));
    expect(operation!.callbacks).toMatchObject([
      {
        key: 'callback POST /x done {$request.body#/url} POST',
        path: '{$request.body#/url}',
        requestBody: { content: [{ direction: 'output' }] },
      },
    ]);
  });

  test('a callback that leads back to its own path item ends there', async () => {
    const paths = { '/x': { post: { responses: {}, callbacks: { again: { '{$url}': { $ref: '#/paths/~1x' } } } } } };
    const contract = await contractOf({ ...HEAD, paths });
    expect(http(contract)[0]!.callbacks).toEqual([]);
    expect(rules(contract)).toEqual(['callback-cycle']);
  });

  test('one callback may be shared, with its operationId', async () => {
    const callbacks = { done: { $ref: '#/components/callbacks/done' } };
    const operation = { responses: {}, callbacks };
    const contract = await contractOf({
      ...HEAD,
      paths: { '/x': { post: operation }, '/y': { post: operation } },
      components: { callbacks: { done: { '{$url}': { post: { operationId: 'done', responses: {} } } } } },
    });
    expect(http(contract).map(({ callbacks: [callback] }) => callback?.operationId)).toEqual(['done', 'done']);
  });
});

test('media types, responses and examples', async () => {
  const content = {
    'Application/Problem+JSON': {
      schema: { type: 'object' },
      example: { a: 1 },
      examples: { named: { summary: 's', value: { a: 2 } }, remote: { externalValue: 'https://x.example' } },
    },
  };
  const responses = {
    404: { description: 'none', content, headers: { 'Content-Type': {}, ETag: { required: true, schema: { type: 'string' } } } },
    '5xx': { description: 'oops' },
    default: { description: 'else' },
  };
  const [operation] = http(await contractOf({ ...HEAD, paths: { '/x': { get: { responses } } } }));
  expect(operation!.responses.map(({ status }) => status)).toEqual(['404', '5XX', 'default']);
  expect(operation!.responses[0]).toMatchObject({
    headers: [{ name: 'ETag', in: 'header', style: 'simple', required: true, direction: 'output' }],
    content: [
      {
        mediaType: 'application/problem+json',
        direction: 'output',
        examples: [{ value: { a: 1 } }, { name: 'named', summary: 's', value: { a: 2 } }],
      },
    ],
  });
});

test('what many operations refer to is read once', async () => {
  const operation = { responses: { 404: { $ref: '#/components/responses/missing' } } };
  const operations = http(
    await contractOf({
      ...HEAD,
      paths: { '/x': { get: operation }, '/y': { get: operation } },
      components: { responses: { missing: { description: 'none', content: { 'a/b': { schema: {} } } } } },
    }),
  );
  expect(operations[0]!.responses[0]!.content).toBe(operations[1]!.responses[0]!.content);
});

describe('OpenAPI 3.2', () => {
  const document = {
    ...HEAD,
    openapi: '3.2.0',
    paths: {
      '/x': {
        query: { responses: { 200: { description: '', content: { 'application/jsonl': { itemSchema: { type: 'object' } } } } } },
        additionalOperations: {
          COPY: {
            parameters: [{ name: 'q', in: 'querystring', content: { 'application/json': { schema: { type: 'object' } } } }],
            responses: {},
          },
        },
      },
    },
  };

  test('its methods, querystring and what is not checked', async () => {
    const contract = await contractOf(document);
    expect(http(contract).map(({ key }) => key)).toEqual(['QUERY /x', 'COPY /x']);
    expect(http(contract)[0]!.responses[0]!.content).toMatchObject([{ schema: true, itemSchema: { type: 'object' } }]);
    expect(http(contract)[1]!.parameters).toMatchObject([{ in: 'querystring', mediaType: 'application/json' }]);
    expect(contract.findings.map(({ ruleId, pointer }) => [ruleId, pointer])).toEqual([
      ['not-checked', '/paths/~1x/query/responses/200/content/application~1jsonl/itemSchema'],
    ]);
  });

  test('mean nothing in 3.1', async () => expect(http(await contractOf({ ...document, openapi: '3.1.0' }))).toEqual([]));
});

describe('faults of a draft are findings', () => {
  const path = (item: unknown, template = '/x') => ({ ...HEAD, paths: { [template]: item } });
  const getBy = (name: string) => ({
    get: { parameters: [{ name, in: 'path', required: true, schema: {} }], responses: { 200: { description: '' } } },
  });
  test.each<readonly [string, unknown, readonly string[]]>([
    ['no info', { openapi: '3.1.0', paths: {} }, ['info-missing']],
    ['no title', { ...HEAD, info: { version: '1' } }, ['info-title-missing']],
    ['no paths in 3.0', { ...HEAD, openapi: '3.0.0' }, ['paths-missing']],
    ['no responses', path({ get: {} }), ['responses-missing']],
    ['paths that are one on the wire', { ...HEAD, paths: { '/x/{a}': getBy('a'), '/x/{b}': getBy('b') } }, ['operation-shadowed']],
    ['an undeclared path parameter', path({ get: { responses: {} } }, '/x/{id}'), ['path-parameter-undeclared']],
    [
      'a path parameter that is not in the path',
      path({ get: { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }], responses: {} } }),
      ['path-parameter-unused'],
    ],
    [
      'an optional path parameter',
      path({ get: { parameters: [{ name: 'id', in: 'path', schema: {} }], responses: {} } }, '/x/{id}'),
      ['path-parameter-optional'],
    ],
    ['an unknown security scheme', path({ get: { security: [{ nobody: [] }], responses: {} } }), ['security-scheme-unknown']],
    ['a strange status', path({ get: { responses: { ok: { description: '' } } } }), ['response-status-invalid']],
    [
      'a parameter without schema',
      path({ get: { parameters: [{ name: 'a', in: 'query' }], responses: {} } }),
      ['parameter-without-schema'],
    ],
    ['a body without content', path({ post: { requestBody: {}, responses: {} } }), ['request-body-without-content']],
    ['a path with a query', path({ get: { responses: { 200: { description: '' } } } }, '/x?type=y'), ['path-with-query']],
    ['a path without slash', path({ get: { responses: {} } }, 'x'), ['path-without-slash']],
  ])('%s', async (_, document, want) => {
    const contract = await contractOf(document);
    expect(rules(contract)).toEqual(want);
    expect(contract.findings[0]!.place.line).toBeGreaterThan(0);
  });
});
