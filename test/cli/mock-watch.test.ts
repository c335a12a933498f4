import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runMock } from './running-mock.ts';

const metadata = (id: string): string => `id: ${id}
title: ${id}
owner: { team: pets, contact: pets@example.com }
layer: system
system: ${id}
criticality: 1
mode: api
audience: component
dataClassification: I
lifecycle: active
slo: { availabilityPercent: 99.9, latencyP95Milliseconds: 300 }
runbook: https://runbooks.example/pets
environments: [{ name: production, url: 'https://pets.example/v1' }]
`;

const openapi = (name: string): string => `openapi: 3.1.0
info: { title: ${name}, version: 1.0.0 }
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/{petId}:
    get:
      operationId: getPet
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: a pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet: { type: object, required: [petId], properties: { petId: { type: string }, name: { type: string } } }
`;

it('interlock mock --watch follows what comes, changes and goes, and keeps what is stored', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-watch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  /** As editors do: a new file is put in the place of the old one. */
  const lay = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}~`, text);
      await rename(`${file}~`, file);
    }
  };
  await lay({
    'interlock.config.yaml': '',
    'contracts/cats/contract.yaml': metadata('cats'),
    'contracts/cats/openapi.yaml': openapi('Cats'),
    'bad-day.yaml': 'faults: []\n',
  });
  const { url, told, interrupt } = await runMock(['--watch', '--faults', 'bad-day.yaml'], folder);
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(url + path, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const pet = { petId: 'P-1', name: 'Mia' };
  const post = (path: string) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(pet) });
  expect(await post('/cats/pets')).toMatchObject({ status: 201 });

  expect(await ask('/cats/pets/P-2')).toMatchObject({ status: 200 });
  await lay({ 'contracts/cats/mock.yaml': 'state: strict\n' });
  await told(/^cats was read again$/);
  expect(await ask('/cats/pets/P-2')).toMatchObject({ status: 404 });
  expect(await ask('/cats/pets/P-1')).toEqual({ status: 200, body: pet });
  await lay({ 'contracts/cats/mock.yaml': 'state: strict\nlatency: { operations: { getDog: 1 } }\n' });
  expect(await told(/served as it was/)).toMatch(
    /^contracts\/cats\/mock\.yaml:2:\d+ {2}error {2}WORKSPACE_INVALID {2}.*getDog.*; cats is served as it was before$/,
  );
  expect(await ask('/cats/pets/P-2')).toMatchObject({ status: 404 });
  await rm(join(folder, 'contracts/cats/mock.yaml'));
  await told(/^cats was read again$/);
  expect(await ask('/cats/pets/P-2')).toMatchObject({ status: 200 });

  await lay({ 'contracts/dogs/openapi.yaml': 'openapi: [', 'contracts/dogs/contract.yaml': metadata('dogs') });
  expect(await told(/dogs/)).toMatch(/^contracts\/dogs\/openapi\.yaml:1:\d+ {2}error {2}DOCUMENT_MALFORMED {2}.*; dogs is not served$/);
  await lay({ 'contracts/dogs/openapi.yaml': openapi('Dogs') });
  expect(await told(/^dogs was added/)).toBe(`dogs was added: ${url}/dogs`);
  expect(await post('/dogs/pets')).toMatchObject({ status: 201 });

  await rename(join(folder, 'contracts/dogs'), join(folder, 'dogs'));
  await told(/^dogs is not there any more/);
  expect(await ask('/dogs/pets/P-1')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_CONTRACT' } });
  expect(await ask('/__interlock/health')).toMatchObject({ body: { contracts: ['cats'] } });
  await rename(join(folder, 'dogs'), join(folder, 'contracts/dogs'));
  await told(/^dogs was added/);
  expect(await ask('/dogs/pets/P-1')).toEqual({ status: 200, body: pet });

  await lay({ 'bad-day.yaml': 'faults: [{ fault: error, status: 503, contract: cats, operation: getPet }]\n' });
  await told(/^bad-day\.yaml was read again$/);
  expect(await ask('/cats/pets/P-1')).toMatchObject({ status: 503 });
  await lay({ 'bad-day.yaml': 'faults: [{ fault: error, contract: birds }]\n' });
  expect(await told(/the faults stay/)).toMatch(/^bad-day\.yaml:1:\d+ {2}error {2}WORKSPACE_INVALID {2}no contract 'birds' is mocked/);
  expect(await ask('/cats/pets/P-1')).toMatchObject({ status: 503 });

  await lay({ 'interlock.config.yaml': 'contracts: [elsewhere]\n' });
  expect(await told(/all is served as it was before/)).toMatch(/^interlock\.config\.yaml:1:\d+ {2}error {2}WORKSPACE_INVALID/);
  expect(await ask('/dogs/pets/P-1')).toEqual({ status: 200, body: pet });
  expect(await interrupt()).toEqual({ exit: 0, stdout: '' });
});
