import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkspace, verifyLock } from './index.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const metadata = `id: claims
title: Claims
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
const hash = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Findings as `rule file:line`. */
async function verify(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const all = {
    'interlock.config.yaml': '',
    'contracts/claims/contract.yaml': metadata,
    'contracts/claims/openapi.yaml': 'openapi: 3.1.0\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const findings = await verifyLock(await openWorkspace(folder, { cwd: folder }));
  expect(findings.every(({ severity, contractId }) => severity === 'error' && contractId !== undefined)).toBe(true);
  return findings.map(({ ruleId, place }) => `${ruleId} ${place.file}:${place.line}`);
}

const FROZEN = 'contracts/claims/versions/1.0.0.yaml';
const lock = (versions: string) => ({ 'contracts/registry.lock': `versions:\n${versions}` });

it.each([
  ['no lock and nothing frozen', {}, []],
  ['an empty lock', { 'contracts/registry.lock': 'versions: {}\n' }, []],
  ['an unchanged version', { [FROZEN]: 'a\n', ...lock(`  claims:\n    1.0.0: ${hash('a\n')}\n`) }, []],
  ['a changed version', { [FROZEN]: 'b\n', ...lock(`  claims:\n    1.0.0: ${hash('a\n')}\n`) }, [`lock-version-changed ${FROZEN}:1`]],
  ['a vanished version', lock(`  claims:\n    1.0.0: ${hash('a\n')}\n`), ['lock-version-missing contracts/registry.lock:3']],
  ['a version that was never released', { [FROZEN]: 'a\n' }, [`lock-version-unlocked ${FROZEN}:1`]],
  [
    'a version in another format',
    { 'contracts/claims/versions/1.0.0.json': '{}' },
    ['lock-version-unlocked contracts/claims/versions/1.0.0.json:1'],
  ],
  ['versions of a contract that vanished', lock(`  gone:\n    2.0.0: ${hash('a')}\n`), ['lock-version-missing contracts/registry.lock:3']],
])('%s', async (_, files, want) => {
  expect(await verify(files as Readonly<Record<string, string>>)).toEqual(want);
});

it('keeps the lock where the configuration says', async () => {
  const files = {
    'interlock.config.yaml': 'lock: locks/frozen.lock\n',
    [FROZEN]: 'a',
    'locks/frozen.lock': `versions: { claims: { 1.0.0: '${hash('a')}' } }\n`,
  };
  expect(await verify(files)).toEqual([]);
});

it.each([
  ['', 1],
  ['versions: [a]\n', 1],
  ['versions:\n  claims:\n    1.0.0: sha256:abc\n', 3],
  ['versions:\n  claims:\n    latest: sha256:abc\n', 3],
  ['versions:\n  Claims: {}\n', 2],
  ['versions: {', 1],
])('refuses a malformed lock %j', async (text, line) => {
  await expect(verify({ 'contracts/registry.lock': text })).rejects.toMatchObject({
    code: 'WORKSPACE_INVALID',
    place: { file: 'contracts/registry.lock', line },
  });
});
