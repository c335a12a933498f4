import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWorkspaceFolder, openWorkspace } from './index.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'interlock-workspace-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const metadata = (id: string) => `id: ${id}
title: ${id}
owner: { team: Claims, contact: claims@example.com }
layer: system
system: claims
criticality: 1
mode: api
audience: company
dataClassification: I
lifecycle: active
slo: { availabilityPercent: 99.5 }
runbook: runbook.md
environments: []
`;
const openapi = (version: string) => `openapi: 3.1.0\ninfo: { title: Claims, version: ${version} }\npaths: {}\n`;
const contract = (at: string, id: string) => ({ [`${at}/contract.yaml`]: metadata(id), [`${at}/openapi.yaml`]: openapi('1.0.0') });

describe('findWorkspaceFolder', () => {
  it('finds the nearest folder upward, or none', async () => {
    await write({ 'a/interlock.config.yaml': '', 'a/b/c/x': '', 'a/inner/interlock.config.yaml': '', 'a/inner/d/x': '' });
    expect(await findWorkspaceFolder(join(folder, 'a/b/c'))).toBe(join(folder, 'a'));
    expect(await findWorkspaceFolder(join(folder, 'a/inner/d'))).toBe(join(folder, 'a/inner'));
    expect(await findWorkspaceFolder(folder)).toBeUndefined();
  });
});

describe('openWorkspace', () => {
  it('finds every contract, sorted by id, with its files', async () => {
    await write({
      'interlock.config.yaml': '',
      ...contract('contracts/zeta', 'alpha'),
      ...contract('contracts/deep/er/beta', 'beta'),
      'contracts/zeta/mock.yaml': 'seed: {}\n',
      'contracts/canonical/payer.yaml': 'type: object\n',
      'elsewhere/contract.yaml': 'not: read\n',
    });
    const workspace = await openWorkspace(folder);
    expect(workspace.contracts.map(({ id, folder: at, document, behaviour }) => [id, at, document, behaviour])).toEqual([
      ['alpha', 'contracts/zeta', 'contracts/zeta/openapi.yaml', 'contracts/zeta/mock.yaml'],
      ['beta', 'contracts/deep/er/beta', 'contracts/deep/er/beta/openapi.yaml', undefined],
    ]);
    expect(workspace.config).toEqual({
      contracts: ['contracts'],
      canonical: 'contracts/canonical',
      inDocumentIgnores: false,
      landscapeRules: {},
      allowedHosts: [],
      limits: {},
      rulesets: [],
      lock: 'contracts/registry.lock',
      consumers: 'contracts/consumers',
      nonProduction: expect.arrayContaining(['test', 'staging']),
      waivers: 'policies/waivers',
    });
    expect(workspace.contract('beta').metadata.owner.team).toBe('Claims');
  });

  it('opens although what an application uses cannot be read, and says so once asked', async () => {
    await write({ 'interlock.config.yaml': 'consumers: apps\n', ...contract('contracts/a', 'alpha'), 'apps/one.yaml': 'id: [' });
    const workspace = await openWorkspace(folder);
    const { files, failures } = await workspace.consumers();
    expect(files).toEqual([]);
    expect(failures).toMatchObject([{ code: 'WORKSPACE_INVALID' }]);
    expect(await workspace.consumers()).toBe(await workspace.consumers());
  });

  it('reads a contract once, and compiles it once', async () => {
    await write({ 'interlock.config.yaml': '', ...contract('contracts/a', 'alpha') });
    const alpha = (await openWorkspace(folder)).contract('alpha');
    expect((await alpha.read()).version).toBe('1.0.0');
    expect(await alpha.read()).toBe(await alpha.read());
    expect(await alpha.compile()).toBe(await alpha.compile());
    expect((await alpha.compile()).contract).toBe(await alpha.read());
  });

  it('searches the folders and globs that the configuration names, each contract once', async () => {
    await write({
      'interlock.config.yaml': 'contracts: [domains/*/contracts, domains/claims, shared]\n',
      ...contract('domains/claims/contracts/a', 'alpha'),
      ...contract('domains/billing/contracts/b', 'beta'),
      ...contract('domains/billing/drafts/x', 'draft'),
      ...contract('shared', 'shared'),
    });
    expect((await openWorkspace(folder)).contracts.map(({ id }) => id)).toEqual(['alpha', 'beta', 'shared']);
  });

  it('passes allowed hosts and limits on to the reader', async () => {
    await write({ 'interlock.config.yaml': 'limits: { documentBytes: 10 }\n', ...contract('contracts/a', 'alpha') });
    await expect((await openWorkspace(folder)).contract('alpha').read()).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('prints places relative to the working directory', async () => {
    await write({ 'sub/x': '', 'interlock.config.yaml': '', ...contract('contracts/a', 'alpha') });
    const from = async (cwd: string) => (await openWorkspace(folder, { cwd })).contract('alpha').locateMetadata('/owner/team');
    expect(await from(folder)).toEqual({ file: 'contracts/a/contract.yaml', line: 3, column: 10 });
    expect((await from(join(folder, 'sub'))).file).toBe('../contracts/a/contract.yaml');
    expect((await from(dirname(folder))).file).toMatch(/^interlock-workspace-\w+\/contracts\/a\/contract.yaml$/);
  });

  it('names ids that are spelt almost so', async () => {
    await write({ 'interlock.config.yaml': '', ...contract('contracts/a', 'claim-status') });
    const workspace = await openWorkspace(folder);
    expect(() => workspace.contract('claims-status')).toThrow("(did you mean 'claim-status'?)");
    expect(() => workspace.contract('zzz')).toThrow('there are claim-status');
  });

  it.each([
    ['no configuration', {}, 'FILE_NOT_FOUND', 'interlock.config.yaml', undefined, 'may be empty'],
    [
      'an unknown key',
      { 'interlock.config.yaml': 'contracts: [contracts]\nallowedHost: []\n' },
      'WORKSPACE_INVALID',
      'interlock.config.yaml',
      2,
      "did you mean 'allowedHosts'",
    ],
    [
      'a folder without contracts',
      { 'interlock.config.yaml': 'contracts:\n  - contracts\n  - gone\n', ...contract('contracts/a', 'a') },
      'WORKSPACE_INVALID',
      'interlock.config.yaml',
      3,
      "no contract.yaml in 'gone'",
    ],
    [
      'a folder outside',
      { 'interlock.config.yaml': 'contracts: [../other]\n' },
      'WORKSPACE_INVALID',
      'interlock.config.yaml',
      1,
      'Path inside the workspace',
    ],
    [
      'an absolute folder',
      { 'interlock.config.yaml': 'contracts: [/etc]\n' },
      'WORKSPACE_INVALID',
      'interlock.config.yaml',
      1,
      'Path inside the workspace',
    ],
    [
      'two contracts of one id',
      { 'interlock.config.yaml': '', ...contract('contracts/a', 'same'), ...contract('contracts/b', 'same') },
      'WORKSPACE_INVALID',
      'contracts/b/contract.yaml',
      1,
      'contracts/a/contract.yaml:1',
    ],
    [
      'no document',
      { 'interlock.config.yaml': '', 'contracts/a/contract.yaml': metadata('a') },
      'WORKSPACE_INVALID',
      'contracts/a/contract.yaml',
      undefined,
      'found none',
    ],
    [
      'two documents',
      { 'interlock.config.yaml': '', ...contract('contracts/a', 'a'), 'contracts/a/asyncapi.yml': '' },
      'WORKSPACE_INVALID',
      'contracts/a/contract.yaml',
      undefined,
      'found openapi.yaml and asyncapi.yml',
    ],
    [
      'no id',
      { 'interlock.config.yaml': '', ...contract('contracts/a', 'a'), 'contracts/a/contract.yaml': metadata('a').replace('id: a\n', '') },
      'WORKSPACE_INVALID',
      'contracts/a/contract.yaml',
      1,
      "'id' is missing",
    ],
    ['broken YAML', { 'interlock.config.yaml': 'contracts: [' }, 'WORKSPACE_INVALID', 'interlock.config.yaml', 1, ''],
  ])('refuses %s', async (_, files, code, file, line, message) => {
    await write(files);
    const error = await openWorkspace(folder, { cwd: folder }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, place: { file, ...(line !== undefined && { line }) }, detail: expect.stringContaining(message) });
  });
});

describe('openWorkspace at a git ref', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });

  it('reads the landscape as it was, in a subfolder of the repository', async () => {
    await write({ 'shop/interlock.config.yaml': '', ...contract('shop/contracts/a', 'alpha'), ...contract('shop/contracts/b', 'beta') });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    git('tag', 'v1');
    await write({ 'shop/contracts/a/openapi.yaml': openapi('2.0.0') });
    await rm(join(folder, 'shop/contracts/b'), { recursive: true });

    const [now, then] = await Promise.all([openWorkspace(join(folder, 'shop')), openWorkspace(join(folder, 'shop'), { ref: 'v1' })]);
    expect(now.contracts.map(({ id }) => id)).toEqual(['alpha']);
    expect(then.contracts.map(({ id }) => id)).toEqual(['alpha', 'beta']);
    expect((await now.contract('alpha').read()).version).toBe('2.0.0');
    expect((await then.contract('alpha').read()).version).toBe('1.0.0');
    expect(then.contract('alpha').locateMetadata('/title')).toEqual({ file: 'v1:contracts/a/contract.yaml', line: 2, column: 1 });
  });

  it('says when the workspace did not exist at the ref', async () => {
    await write({ x: '' });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    await write({ 'interlock.config.yaml': '' });
    await expect(openWorkspace(folder, { ref: 'HEAD' })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      place: { file: 'HEAD:interlock.config.yaml' },
    });
    await expect(openWorkspace(folder, { ref: 'nope' })).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });
});

it('opens the shipped landscape', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const workspace = await openWorkspace(root);
  expect(workspace.contracts.length).toBeGreaterThan(0);
});
