import { describe, expect, it, vi } from 'vitest';
import { compileContract } from '../registry/contract/index.ts';
import type { Contract, Operation } from '../registry/contract/index.ts';
import { compileText, serve } from './testing/serve.ts';

/** So many operations, four a resource, each resource with schemas of its own. */
function description(operations: number): string {
  const names = Array.from({ length: operations / 4 }, (_, index) => `things-${index}`);
  const schemas = names.map((name) => [
    name,
    {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { type: 'string', maxLength: 40 }, name: { type: 'string', const: name }, count: { type: 'integer' } },
    },
  ]);
  const paths = names.flatMap((name) => {
    const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
    const answer = (status: number) => ({ responses: { [status]: { description: 'done', content } } });
    const page = { 'application/json': { schema: { type: 'array', items: content['application/json'].schema } } };
    return [
      [
        `/${name}`,
        { get: { responses: { 200: { description: 'a page', content: page } } }, post: { requestBody: { content }, ...answer(201) } },
      ],
      [`/${name}/{id}`, { parameters: [id], get: answer(200), delete: { responses: { 204: { description: 'gone' } } } }],
    ];
  });
  const info = { title: 'Many', version: '1' };
  return JSON.stringify({ openapi: '3.1.0', info, paths: Object.fromEntries(paths), components: { schemas: Object.fromEntries(schemas) } });
}

/** The same contract, which notes of which resources the operations are looked at. */
function watched(contract: Contract, looked: Set<string>): Contract {
  const watch = (operation: Operation): Operation =>
    new Proxy(operation, {
      get(target, name) {
        looked.add(/things-\d+/.exec(target.key)![0]);
        return Reflect.get(target, name) as unknown;
      },
    });
  return { ...contract, operations: contract.operations.map(watch) };
}

/** What each request costs: how many validators are compiled for it, and the operations of which resources are looked at. */
async function workOf(operations: number): Promise<readonly unknown[]> {
  const looked = new Set<string>();
  const { contract } = await compileText(description(operations));
  expect(contract.operations).toHaveLength(operations);
  const { urlOf } = await serve({ id: 'many', compiled: compileContract(watched(contract, looked)) });
  const validators = vi.spyOn(globalThis, 'Function');
  const work: unknown[] = [];
  const ask = async (method: string, path: string, body?: unknown): Promise<void> => {
    looked.clear();
    validators.mockClear();
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const { status } = await fetch(urlOf('many') + path, { method, ...sent });
    work.push([method, path, status, validators.mock.calls.length, [...looked]]);
  };
  try {
    await ask('GET', '/things-1/a');
    await ask('GET', '/things-1/a');
    await ask('GET', '/things-1/b');
    for (const id of ['x', 'y']) await ask('POST', '/things-1', { id, name: 'things-1' });
    await ask('GET', '/things-1');
    await ask('POST', '/things-1', { id: 'z', name: 'other' });
    await ask('DELETE', '/things-1/a');
    await ask('GET', '/things-2/a');
    await ask('GET', '/nowhere');
  } finally {
    validators.mockRestore();
  }
  return work;
}

describe('a contract of many operations', () => {
  it('answers with the work that one of few takes, from the first on: the same validators compiled, no operations of others looked at', async () => {
    const few = await workOf(16);
    expect(few).toEqual([
      ['GET', '/things-1/a', 200, 2, ['things-1']],
      ['GET', '/things-1/a', 200, 0, ['things-1']],
      ['GET', '/things-1/b', 200, 0, ['things-1']],
      ['POST', '/things-1', 201, 0, ['things-1']],
      ['POST', '/things-1', 201, 0, ['things-1']],
      ['GET', '/things-1', 200, 1, ['things-1']],
      ['POST', '/things-1', 400, 1, ['things-1']],
      ['DELETE', '/things-1/a', 204, 0, ['things-1']],
      ['GET', '/things-2/a', 200, 2, ['things-2']],
      ['GET', '/nowhere', 404, 0, []],
    ]);
    expect(await workOf(160)).toEqual(few);
    expect(await workOf(1600)).toEqual(few);
  });
});
