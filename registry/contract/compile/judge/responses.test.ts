import { describe, expect, test, vi } from 'vitest';
import type { HttpResponse } from '../../compiled-contract.ts';
import { compileOpenApi, summarise } from '../document-under-test.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const integer = { type: 'integer' };

async function judge(responses: unknown, response: HttpResponse, method = 'get'): Promise<unknown> {
  const compiled = await compileOpenApi({ paths: { '/a': { [method]: { operationId: 'a', responses } } } });
  const operation = compiled.operation('a');
  if (operation?.kind !== 'http') throw new Error('no operation');
  const verdict = compiled.permitsResponse(operation, response);
  return verdict.accepted ? (verdict.response?.status ?? 'undeclared') : summarise(verdict);
}

describe('which response', () => {
  const responses = {
    200: { description: 'ok', ...json(integer) },
    '2XX': { description: 'other', ...json({ type: 'string' }) },
    404: { description: 'none' },
    301: { description: 'moved' },
  };
  const withDefault = { 200: responses[200], default: { description: 'problem', ...json({ type: 'object' }) } };
  test.each<[string, unknown, HttpResponse, unknown]>([
    ['exact', responses, { status: 200, body: { value: 1 } }, '200'],
    ['exact wins over the range', responses, { status: 200, body: { value: 'x' } }, ['invalid-body']],
    ['range', responses, { status: 202, body: { value: 'x' } }, '2XX'],
    ['undeclared 4xx is read as its class', responses, { status: 418, body: { value: 'anything' } }, 'undeclared'],
    [
      'undeclared 5xx is read as its class',
      responses,
      { status: 503, body: new TextEncoder().encode('{'), headers: { 'content-type': 'application/json' } },
      'undeclared',
    ],
    ['undeclared 3xx', responses, { status: 302 }, ['undeclared-status']],
    ['undeclared 2xx', { 200: responses[200] }, { status: 201 }, ['undeclared-status']],
    ['default', withDefault, { status: 201, body: { value: {} } }, 'default'],
    ['default judges errors too', withDefault, { status: 500, body: { value: 'x' } }, ['invalid-body']],
    ['no status at all', withDefault, { status: 999 }, ['undeclared-status']],
    ['half a status', withDefault, { status: 200.5 }, ['undeclared-status']],
  ])('%s', async (_, declared, response, want) => {
    expect(await judge(declared, response)).toEqual(want);
  });
});

describe('whether there is a body', () => {
  const responses = {
    200: { description: 'ok', ...json(integer) },
    201: { description: 'empty' },
    204: { description: 'none', ...json(integer) },
    304: { description: 'none' },
  };
  test.each<[string, HttpResponse, string, unknown]>([
    ['declared and there', { status: 200, body: { value: 1 } }, 'get', '200'],
    ['declared and missing', { status: 200 }, 'get', ['missing-body']],
    ['declared and empty', { status: 200, body: new Uint8Array() }, 'get', ['missing-body']],
    ['not declared and there', { status: 201, body: { value: 1 } }, 'get', ['unexpected-body']],
    ['not declared and empty', { status: 201, body: new Uint8Array() }, 'get', '201'],
    ['204 never has one', { status: 204 }, 'get', '204'],
    ['204 with one', { status: 204, body: { value: 1 } }, 'get', ['unexpected-body']],
    ['304 with one', { status: 304, body: { value: 1 } }, 'get', ['unexpected-body']],
    ['HEAD has none', { status: 200, headers: { 'Content-Type': 'application/json' } }, 'head', '200'],
    ['HEAD with one', { status: 200, body: { value: 1 } }, 'head', ['unexpected-body']],
    [
      'another type',
      { status: 200, headers: { 'content-type': 'text/plain' }, body: new TextEncoder().encode('1') },
      'get',
      ['unsupported-media-type /content-type'],
    ],
    [
      'malformed',
      { status: 200, headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode('{') },
      'get',
      ['malformed-body'],
    ],
  ])('%s', async (_, response, method, want) => {
    expect(await judge(responses, response, method)).toEqual(want);
  });
});

describe('headers', () => {
  const headers = {
    'X-Count': { required: true, schema: integer },
    'X-Tags': { schema: { type: 'array', items: integer } },
    'Content-Type': { required: true, schema: integer },
  };
  test.each<[string, HttpResponse['headers'], unknown]>([
    ['all fit', { 'x-count': '5', 'X-TAGS': ['1', '2'] }, '200'],
    ['one is missing', {}, ['missing-header /X-Count']],
    ['one does not fit', { 'X-Count': 'five' }, ['invalid-header /X-Count']],
    ['an item does not fit', { 'X-Count': '5', 'X-Tags': '1, x' }, ['invalid-header /X-Tags/1']],
    ['undeclared ones pass', { 'X-Count': '5', 'X-Other': 'x' }, '200'],
  ])('%s', async (_, given, want) => {
    expect(await judge({ 200: { description: 'ok', headers } }, { status: 200, ...(given && { headers: given }) })).toEqual(want);
  });
});

test('what is wrong with a body is found out when it is asked for: that compiles a validator of its own', async () => {
  const compiled = await compileOpenApi({
    paths: { '/a': { get: { operationId: 'a', responses: { 200: { description: 'ok', ...json(integer) } } } } },
  });
  const operation = compiled.operation('a');
  if (operation?.kind !== 'http') throw new Error('no operation');
  const validators = vi.spyOn(globalThis, 'Function');
  try {
    const verdict = compiled.permitsResponse(operation, { status: 200, body: { value: 'x' } });
    expect(verdict.accepted).toBe(false);
    expect(validators).toHaveBeenCalledTimes(1);
    expect(summarise(verdict)).toEqual(['invalid-body']);
    expect(summarise(verdict)).toEqual(['invalid-body']);
    expect(validators).toHaveBeenCalledTimes(2);
  } finally {
    validators.mockRestore();
  }
});
