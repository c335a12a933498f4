import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startMocksOf } from './start-mocks-of.ts';
import type { MockOptions, Mocks } from './start-mocks-of.ts';

const petsWith = (fields: string): string => `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /pets/{petId}:
    get:
      operationId: getPet
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: a pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet: { type: object, required: [petId], properties: { petId: { type: string }, ${fields} } }
`;
const PETS = petsWith('name: { type: string }');

let folder: string;
let warnings: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-mock-'));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function lay(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function mock(names: readonly string[], options: Partial<MockOptions> = {}): Promise<Mocks> {
  const mocks = await startMocksOf(names, { cwd: folder, warn: (line) => warnings.push(line), ...options });
  onTestFinished(() => mocks.close());
  return mocks;
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

function post(url: string, pet: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(pet) });
}

describe('what is named', () => {
  it('serves one document at its own paths from the root', async () => {
    await lay({ 'pets.yaml': PETS });
    const mocks = await mock(['pets.yaml']);
    expect(mocks.announcement).toBe(`pets mocked at ${mocks.url}`);
    const made = await post(`${mocks.url}/pets`, { petId: 'P-1' });
    expect([made.status, made.headers.get('location')]).toEqual([201, '/pets/P-1']);
    expect(await statusOf(`${mocks.url}/pets/P-1`)).toBe(200);
    expect(await statusOf(`${mocks.url}/__interlock/health`)).toBe(200);
  });

  it('serves what a glob finds below the names of the files, and passes over what is no contract', async () => {
    await lay({
      'apis/pets.yaml': PETS,
      'apis/mock.yaml': 'seed: {}',
      'apis/deep/more/openapi.json': JSON.stringify({ openapi: '3.1.0', paths: {} }),
    });
    const mocks = await mock(['apis/**/*.{yaml,json}']);
    expect(mocks.announcement).toBe(`2 contracts mocked at ${mocks.url}/<contract id>: more, pets`);
    expect(await statusOf(`${mocks.url}/pets/pets/P-1`)).toBe(200);
    expect(await statusOf(`${mocks.url}/more/x`)).toBe(404);
  });

  it('gives each contract a port of its own, at the root', async () => {
    await lay({ 'a.yaml': PETS, 'b.yaml': PETS });
    const mocks = await mock(['a.yaml', 'b.yaml'], { isPortEach: true });
    expect(mocks.urlOf('a')).not.toBe(mocks.urlOf('b'));
    await post(`${mocks.urlOf('a')}/pets`, { petId: 'P-1', name: 'Rex' });
    expect(await (await fetch(`${mocks.urlOf('a')}/pets/P-1`)).json()).toEqual({ petId: 'P-1', name: 'Rex' });
    expect(await (await fetch(`${mocks.urlOf('b')}/pets/P-1`)).json()).not.toMatchObject({ name: 'Rex' });
  });

  it('finds the behaviour beside a document', async () => {
    await lay({ 'pets.yaml': PETS, 'pets.mock.yaml': 'seed: { /pets: [{ petId: P-7, name: Mia }] }' });
    const mocks = await mock(['pets.yaml']);
    expect(await (await fetch(`${mocks.url}/pets/P-7`)).json()).toEqual({ petId: 'P-7', name: 'Mia' });
  });

  it.each<[string, string[], RegExp]>([
    ['a file that is not there', ['nix.yaml'], /FILE_NOT_FOUND|no such file/],
    ['a glob of nothing', ['*.json'], /no OpenAPI or AsyncAPI document/],
    ['an id outside of a workspace', ['pets'], /no workspace here/],
    ['nothing, outside of a workspace', [], /name a document to mock/],
    ['a Swagger document', ['old.yaml'], /swagger2openapi/],
  ])('refuses %s', async (_, names, message) => {
    await lay({ 'pets.yaml': PETS, 'old.yaml': "swagger: '2.0'\npaths: {}\n" });
    await expect(mock(names)).rejects.toThrow(message);
  });
});

describe('drafts', () => {
  it('serves them, and says what is wrong', async () => {
    const draft = PETS.replace(/info: .*\n/, '')
      .replace('{ $ref: ', '{ example: { petId: 7 }, $ref: ')
      .replace(
        "application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }\ncomponents",
        "application/json: { example: { petId: 7 }, schema: { $ref: '#/components/schemas/Pet' } } } } }\ncomponents",
      );
    await lay({ 'pets.yaml': draft });
    const mocks = await mock(['pets.yaml']);
    expect(await statusOf(`${mocks.url}/pets/P-1`)).toBe(200);
    await vi.waitFor(
      () => expect(warnings).toContainEqual(expect.stringMatching(/^pets\.yaml:\d+:\d+ {2}warning {2}example-valid {2}/)),
      10_000,
    );
    expect(warnings[0]).toMatch(/^pets\.yaml:1:1 {2}warning {2}info-missing {2}/);
  });
});

describe('watching', () => {
  it('serves a changed contract, and keeps what is stored', async () => {
    await lay({ 'pets.yaml': PETS });
    const { url } = await mock(['pets.yaml'], { isWatching: true });
    await post(`${url}/pets`, { petId: 'P-1', name: 'Rex' });
    const changed = petsWith('name: { type: string }, age: { type: integer, minimum: 0 }');
    await lay({ 'next.yaml': changed });
    await rename(join(folder, 'next.yaml'), join(folder, 'pets.yaml'));
    await vi.waitFor(async () => expect((await post(`${url}/pets`, { petId: 'P-2', age: -1 })).status).toBe(400), {
      timeout: 10_000,
      interval: 50,
    });
    expect(await (await fetch(`${url}/pets/P-1`)).json()).toEqual({ petId: 'P-1', name: 'Rex' });
  });

  it('serves what a glob finds later, in folders that come later too, and the others where they were', async () => {
    await lay({ 'apis/v1/pets.yaml': PETS });
    const { url } = await mock(['apis/**/*.yaml'], { isWatching: true });
    await post(`${url}/pets/pets`, { petId: 'P-1', name: 'Rex' });
    const told = (pattern: RegExp) =>
      vi.waitFor(() => expect(warnings).toContainEqual(expect.stringMatching(pattern)), { timeout: 10_000, interval: 20 });
    await lay({ 'apis/v2/deep/pets.yaml': PETS, 'apis/v2/notes.yaml': 'no: contract' });
    await told(/^deep-pets was added: /);
    expect(await statusOf(`${url}/deep-pets/pets/P-1`)).toBe(200);
    expect(await (await fetch(`${url}/pets/pets/P-1`)).json()).toEqual({ petId: 'P-1', name: 'Rex' });
    await rm(join(folder, 'apis/v2/deep/pets.yaml'));
    await told(/^deep-pets is not there any more/);
    expect(await statusOf(`${url}/deep-pets/pets/P-1`)).toBe(404);
  });

  it('reads again when a file comes that a reference was waiting for', async () => {
    await lay({ 'pets.yaml': PETS });
    const { url } = await mock(['pets.yaml'], { isWatching: true });
    await lay({
      'pets.yaml': PETS.replace(
        '{ type: object, required: [petId], properties: { petId: { type: string }, name: { type: string } } }',
        "{ $ref: './pet.yaml' }",
      ),
    });
    await vi.waitFor(() => expect(warnings).toContainEqual(expect.stringMatching(/draft-part-left-out/)), 10_000);
    await lay({ 'pet.yaml': 'type: object\nproperties: { petId: { type: string }, age: { type: integer } }\n' });
    await vi.waitFor(async () => expect((await post(`${url}/pets`, { petId: 'P-2', age: 'old' })).status).toBe(400), 10_000);
  });

  it('serves on as before when the change cannot be read, and says so', async () => {
    await lay({ 'pets.yaml': PETS });
    const { url } = await mock(['pets.yaml'], { isWatching: true });
    await lay({ 'pets.yaml': 'openapi: [' });
    await vi.waitFor(
      () => expect(warnings).toContainEqual(expect.stringMatching(/DOCUMENT_MALFORMED.*pets is served as it was before$/)),
      10_000,
    );
    expect(await statusOf(`${url}/pets/P-1`)).toBe(200);
  });
});

describe('the log', () => {
  it('has a line for every request, with the operation and without what was asked', async () => {
    await lay({ 'pets.yaml': PETS });
    const logFile = join(folder, 'mock.log');
    const mocks = await startMocksOf(['pets.yaml'], { cwd: folder, warn() {}, logLevel: 'info', logFile });
    await statusOf(`${mocks.url}/pets/SECRET-1?q=SECRET-2`);
    await statusOf(`${mocks.url}/nowhere`);
    await mocks.close();
    const text = await readFile(logFile, 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      expect.objectContaining({ level: 30, contract: 'pets', operation: 'getPet', method: 'GET', status: 200 }),
      expect.objectContaining({ level: 30, contract: 'pets', method: 'GET', status: 404 }),
    ]);
    expect(text).not.toMatch(/SECRET/);
  });

  it('refuses a file that cannot be written', async () => {
    await lay({ 'pets.yaml': PETS });
    await expect(mock(['pets.yaml'], { logLevel: 'info', logFile: join(folder, 'no', 'where.log') })).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
  });
});
