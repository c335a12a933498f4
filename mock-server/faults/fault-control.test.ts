import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startMockServer } from '../server/start-mock-server.ts';
import { contractOf, serve } from '../testing/serve.ts';
import { readFaultsFile } from './read-faults-file.ts';

const document = `
openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things: { get: { operationId: list, responses: { '200': { description: all, content: { application/json: { schema: { type: array } } } } } } }
  /others: { get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array } } } } } } }
`;

it('sets and clears faults by session', async () => {
  const server = await serve(await contractOf('things', document, 'faults: [{ operation: GET /others, fault: error }]'));
  const control = (method: string, body?: unknown, session = 'a') =>
    fetch(`${server.url}/__interlock/faults/things`, {
      method,
      headers: { 'interlock-session': session, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const get = async (path: string, session: string) =>
    (await fetch(server.urlOf('things') + path, { headers: { 'interlock-session': session } })).status;
  expect([await get('/things', 'a'), await get('/others', 'a')]).toEqual([200, 503]);
  const rules = { faults: [{ fault: 'error', status: 500, operation: 'list' }] };
  expect(await (await control('PUT', rules)).json()).toEqual(rules);
  expect([await get('/things', 'a'), await get('/others', 'a')]).toEqual([500, 200]);
  expect([await get('/things', 'b'), await get('/others', 'b')]).toEqual([200, 503]);
  expect(await (await control('GET')).json()).toEqual(rules);
  expect((await control('DELETE')).status).toBe(204);
  expect([await get('/things', 'a'), await get('/others', 'a')]).toEqual([200, 503]);

  const refused = await control('PUT', { faults: [{ fault: 'explode' }] });
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'FAULTS_INVALID' }]);
  expect((await control('PUT', null)).status).toBe(400);
  const unknown = await control('PUT', { faults: [{ fault: 'reset', operation: 'lits' }] });
  expect([unknown.status, await unknown.json()]).toMatchObject([
    422,
    { code: 'UNKNOWN_OPERATION', detail: expect.stringContaining('lits') as string },
  ]);
  expect((await control('POST')).status).toBe(405);
  expect((await fetch(`${server.url}/__interlock/faults/nothing`)).status).toBe(404);
});

it('reads a file of faults, for the contracts that it names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const contracts = [await contractOf('things', document), await contractOf('more', document)];
  const read = async (text: string) => {
    await writeFile(join(folder, 'bad-day.yaml'), text);
    return readFaultsFile('bad-day.yaml', folder, contracts);
  };
  const faults = await read('faults: [{ contract: more, fault: error, status: 502 }]');
  const server = await startMockServer({ contracts, faults });
  onTestFinished(() => server.close());
  const status = async (id: string) => (await fetch(`${server.urlOf(id)}/things`)).status;
  expect([await status('things'), await status('more')]).toEqual([200, 502]);

  await expect(read('faults:\n  - { fault: reset, contract: mroe }')).rejects.toMatchObject({
    detail: expect.stringMatching(/'mroe' is mocked/) as string,
    place: { file: 'bad-day.yaml', line: 2 },
  });
  await expect(read('faults:\n  - { fault: reset, operation: lits }')).rejects.toMatchObject({ place: { line: 2 } });
  await expect(read('faults:\n  - { fualt: reset }')).rejects.toMatchObject({
    detail: expect.stringContaining('fault') as string,
    place: { line: 2 },
  });
  await expect(read('')).rejects.toMatchObject({ code: 'WORKSPACE_INVALID' });
  await expect(readFaultsFile('none.yaml', folder, contracts)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
});
