import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../compiled-contract.ts';
import { memoryTree } from '../../load/memory-tree.ts';
import { readContract } from '../../read-contract.ts';
import { compileContract } from '../compile-contract.ts';
import { compileOpenApi, summarise } from '../document-under-test.ts';

const any = { responses: { default: { description: 'any' } } };
const named = (operationId: string) => ({ operationId, ...any });
const parameter = (name: string, schema: unknown = {}) => ({ name, in: 'path', required: true, schema });

describe('routing', () => {
  const compile = () =>
    compileOpenApi({
      servers: [{ url: 'https://{region}.example.com/v1', variables: { region: { default: 'eu' } } }, { url: '/v1/internal' }],
      paths: {
        '/': { get: named('root') },
        '/pets': { get: named('pets') },
        '/pets/': { get: named('pets slash') },
        '/pets/mine': { get: named('mine') },
        '/pets/{id}': { parameters: [parameter('id')], get: named('pet'), delete: named('delete') },
        '/pets/{id}.json': { parameters: [parameter('id', { type: 'integer' })], get: named('json') },
        '/pets/{a}~{b}': { parameters: [parameter('a'), parameter('b')], get: named('range') },
        '/pets/{petId}/toys/{toyId}': { parameters: [parameter('petId'), parameter('toyId')], get: named('toy') },
        '/pets/mine/names': { get: named('names') },
        '/caf%C3%A9': { get: named('café') },
        '/elsewhere': { get: { ...named('elsewhere'), servers: [{ url: 'https://other.example.com/base' }] } },
      },
    });
  test.each<[method: string, url: string, want: unknown]>([
    ['GET', '/', 'root'],
    ['GET', '/pets', 'pets'],
    ['GET', '/pets?x=1#y', 'pets'],
    ['GET', '/pets/', 'pets slash'],
    ['GET', '/pets/mine', 'mine'],
    ['GET', '/pets/m%69ne', 'mine'],
    ['GET', '/pets/5', 'pet'],
    ['GET', '/pets/5.json', 'json'],
    ['GET', '/pets/x.json', ['invalid-parameter /id']],
    ['GET', '/pets/.json', 'pet'],
    ['GET', '/pets/1~2', 'range'],
    ['GET', '/pets/1~', 'pet'],
    ['GET', '/pets/mine/toys/3', 'toy'],
    ['GET', '/pets/mine/names', 'names'],
    ['GET', '/caf%c3%a9', 'café'],
    ['GET', '/pets//toys/3', ['unknown-path']],
    ['GET', '/pets/%zz', ['invalid-parameter /id']],
    ['GET', '/p%zzets', ['unknown-path']],
    ['GET', '/toys', ['unknown-path']],
    ['GET', '', 'root'],
    ['POST', '/pets', ['method-not-allowed']],
    ['HEAD', '/pets', ['method-not-allowed']],
    ['OPTIONS', '/pets', ['method-not-allowed']],
    ['DELETE', '/pets/mine', ['method-not-allowed']],
    ['get', '/pets', 'pets'],
    ['GET', 'https://us.example.com/v1/pets', 'pets'],
    ['GET', 'HTTPS://US.Example.com/v1/pets/5?a', 'pet'],
    ['GET', 'http://anything/v1/internal/pets', 'pets'],
    ['GET', 'https://us.example.com/v2/pets', ['unknown-path']],
    ['GET', 'https://other.example.com/base/elsewhere', 'elsewhere'],
    ['GET', 'https://other.example.com/base/pets', ['unknown-path']],
    ['GET', '/elsewhere', 'elsewhere'],
  ])('%s %s', async (method, url, want) => {
    const verdict = (await compile()).acceptsRequest({ method, url });
    expect(verdict.accepted ? verdict.operation.operationId : summarise(verdict)).toEqual(want);
  });

  test('an unknown path is expected where the paths are declared, wherever their operations stand', async () => {
    const get = { get: { responses: { 200: { description: 'ok' } } } };
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/pets': { $ref: './pets.json' } } };
    const contract = await readContract(memoryTree({ 'api.json': document, 'pets.json': get }), 'api.json');
    const verdict = compileContract(contract).acceptsRequest({ method: 'GET', url: '/nothing' });
    expect(verdict).toMatchObject({ violations: [{ code: 'unknown-path', expected: { file: 'api.json', pointer: '/paths' } }] });
  });

  test('the methods that a path offers', async () => {
    const verdict = (await compile()).acceptsRequest({ method: 'PUT', url: '/pets/5' });
    expect(verdict).toMatchObject({ accepted: false, allow: ['GET', 'DELETE'] });
  });

  test('parameters are decoded by the names of their own template', async () => {
    const compiled = await compileOpenApi({
      paths: {
        '/a/{one}': { get: { parameters: [parameter('one', { type: 'integer' })], ...any } },
        '/a/{two}': { put: { parameters: [parameter('two', { type: 'string' })], ...any } },
      },
    });
    expect(compiled.acceptsRequest({ method: 'GET', url: '/a/1' })).toMatchObject({ parameters: { path: { one: 1 } } });
    expect(compiled.acceptsRequest({ method: 'PUT', url: '/a/1' })).toMatchObject({ parameters: { path: { two: '1' } } });
  });

  test('parameters of a template that was tried in vain are forgotten', async () => {
    const compiled = await compileOpenApi({
      paths: {
        '/m/{a}.x/{b}/one': { get: { parameters: [parameter('a'), parameter('b')], ...any } },
        '/m/{a}/{b}/two': { get: { parameters: [parameter('a'), parameter('b')], ...any } },
        '/m/n/{b}/one': { get: { parameters: [parameter('b')], ...any } },
        '/m/{a}/c/{d}': { get: { parameters: [parameter('a'), parameter('d')], ...any } },
      },
    });
    const path = (url: string) => {
      const verdict = compiled.acceptsRequest({ method: 'GET', url });
      return verdict.accepted ? verdict.parameters.path : undefined;
    };
    expect(path('/m/1.x/2/two')).toEqual({ a: '1.x', b: '2' });
    expect(path('/m/1.x/2/one')).toEqual({ a: '1', b: '2' });
    expect(path('/m/n/2/two')).toEqual({ a: 'n', b: '2' });
    expect(path('/m/1.x/c/4')).toEqual({ a: '1.x', d: '4' });
  });

  test('every violation is collected', async () => {
    const compiled = await compileOpenApi({
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      paths: {
        '/a/{id}': {
          put: {
            security: [{ key: [] }],
            parameters: [
              parameter('id', { type: 'integer' }),
              { name: 'q', in: 'query', required: true, schema: {} },
              { name: 'X-Trace', in: 'header', required: true, schema: {} },
            ],
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { type: 'object', required: ['a'], properties: { b: { type: 'integer' } } } } },
            },
            ...any,
          },
        },
      },
    });
    const verdict = compiled.acceptsRequest({ method: 'PUT', url: '/a/x', body: { value: { b: 'x' } }, credentials: [] });
    expect(summarise(verdict)).toEqual([
      'unauthenticated',
      'invalid-parameter /id',
      'missing-parameter /q',
      'missing-parameter /X-Trace',
      'invalid-body',
      'invalid-body /b',
    ]);
    expect(verdict.accepted ? undefined : verdict.operation?.key).toBe('PUT /a/{}');
  });
});

describe('security', () => {
  const compile = (security: unknown) =>
    compileOpenApi({
      components: {
        securitySchemes: {
          oauth: { type: 'oauth2', flows: {} },
          key: { type: 'apiKey', in: 'header', name: 'k' },
          mtls: { type: 'mutualTLS' },
        },
      },
      paths: { '/a': { get: { security, ...any } } },
    });
  const oauth = (...scopes: string[]) => ({ scheme: 'oauth', scopes });
  const key = { scheme: 'key', scopes: [] };
  type Credentials = HttpRequest['credentials'];
  test.each<[string, unknown, Credentials, unknown]>([
    ['not judged without credentials', [{ oauth: ['read'] }], undefined, 'accepted'],
    ['anonymous', [{ oauth: ['read'] }], [], ['unauthenticated']],
    ['with scope', [{ oauth: ['read'] }], [oauth('write', 'read')], 'accepted'],
    ['without scope', [{ oauth: ['read', 'write'] }], [oauth('read')], ['insufficient-scope']],
    ['scopes from two tokens', [{ oauth: ['read', 'write'] }], [oauth('read'), oauth('write')], 'accepted'],
    ['another scheme', [{ oauth: ['read'] }], [key], ['unauthenticated']],
    ['any alternative', [{ oauth: ['read'] }, { key: [] }], [key], 'accepted'],
    ['all of an alternative', [{ oauth: [], mtls: [] }], [oauth()], ['unauthenticated']],
    ['all of an alternative are there', [{ oauth: [], mtls: [] }], [oauth(), { scheme: 'mtls', scopes: [] }], 'accepted'],
    ['an alternative lacks a scope, another a scheme', [{ oauth: ['write'] }, { key: [] }], [oauth('read')], ['insufficient-scope']],
    ['anonymous is allowed', [{ oauth: ['read'] }, {}], [], 'accepted'],
    ['no security', [], [], 'accepted'],
  ])('%s', async (_, security, credentials, want) => {
    const request = { method: 'GET', url: '/a', ...(credentials === undefined ? {} : { credentials }) };
    expect(summarise((await compile(security)).acceptsRequest(request))).toEqual(want);
  });
});

describe('calls of one operation', () => {
  const compile = () =>
    compileOpenApi({
      paths: {
        '/subscriptions/{id}': {
          post: {
            operationId: 'subscribe',
            parameters: [parameter('id', { type: 'integer' })],
            callbacks: {
              event: {
                '{$request.query.url}': {
                  post: {
                    operationId: 'notify',
                    requestBody: { required: true, content: { 'application/json': { schema: { type: 'integer' } } } },
                    ...any,
                  },
                },
              },
            },
            ...any,
          },
        },
      },
      webhooks: {
        paid: {
          post: {
            operationId: 'paid',
            parameters: [{ name: 'attempt', in: 'query', required: true, schema: { type: 'integer' } }],
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: ['id', 'secret'],
                    properties: { id: { readOnly: true, type: 'integer' }, secret: { writeOnly: true } },
                  },
                },
              },
            },
            ...any,
          },
        },
      },
    });
  test.each<[string, string, HttpRequest, unknown]>([
    ['a path', 'subscribe', { method: 'POST', url: '/subscriptions/5' }, 'accepted'],
    ['another path', 'subscribe', { method: 'POST', url: '/subscriptions/5/x' }, ['unknown-path']],
    ['another method', 'subscribe', { method: 'PUT', url: '/subscriptions/5' }, ['method-not-allowed']],
    ['a callback', 'notify', { method: 'POST', url: 'https://consumer.example/hook?x=1', body: { value: 1 } }, 'accepted'],
    [
      'a callback that does not fit',
      'notify',
      { method: 'POST', url: 'https://consumer.example/hook', body: { value: 'x' } },
      ['invalid-body'],
    ],
    ['a webhook', 'paid', { method: 'POST', url: '/hook?attempt=1', body: { value: { id: 1 } } }, 'accepted'],
    [
      'a webhook goes out: readOnly is judged',
      'paid',
      { method: 'POST', url: '/hook?attempt=1', body: { value: { id: 'x' } } },
      ['invalid-body /id'],
    ],
    [
      'a webhook without its parameter',
      'paid',
      { method: 'POST', url: '/hook', body: { value: { id: 1 } } },
      ['missing-parameter /attempt'],
    ],
  ])('%s', async (_, id, request, want) => {
    const compiled = await compile();
    const operation = compiled.operation(id);
    if (operation?.kind !== 'http') throw new Error(`no operation ${id}`);
    expect(summarise(compiled.acceptsCall(operation, request))).toEqual(want);
  });

  test('webhooks and callbacks are not routed', async () => {
    expect(summarise((await compile()).acceptsRequest({ method: 'POST', url: '/paid' }))).toEqual(['unknown-path']);
  });

  test('operations are found by operationId and by key', async () => {
    const compiled = await compile();
    expect(compiled.operation('paid')).toBe(compiled.operation('webhook paid POST'));
    expect(compiled.operation('toString')).toBeUndefined();
  });
});
