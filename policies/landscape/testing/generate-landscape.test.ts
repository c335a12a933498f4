import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../../registry/workspace/index.ts';
import { lintContract } from '../../index.ts';
import { checkLandscape } from '../check-landscape.ts';
import { workspaceWith } from './example-landscape.ts';
import { generateLandscape, writeLandscape } from './generate-landscape.ts';

const AS_OF = '2026-06-01';

/** It asks for AsyncAPI 3.1, and the landscape is to have older versions, too. */
const ASKS_FOR_THE_NEWEST = 'asyncapi-latest-version';

describe('a landscape of 200 contracts', { timeout: 120_000 }, () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await workspaceWith(await generateLandscape({ contracts: 200 }));
  });

  it('has as many as it was asked for, of every specification, layer, mode, criticality and domain', async () => {
    expect(workspace.contracts).toHaveLength(200);
    const contracts = await Promise.all(workspace.contracts.map(({ read }) => read()));
    expect(contracts.flatMap(({ findings }) => findings)).toEqual([]);
    expect(new Set(contracts.map(({ specification: { format, version } }) => `${format} ${version}`))).toEqual(
      new Set(['openapi 3.0.3', 'openapi 3.1.0', 'asyncapi 2.6.0', 'asyncapi 3.0.0']),
    );
    const said = (key: 'layer' | 'mode' | 'criticality') => new Set(workspace.contracts.map(({ metadata }) => metadata[key]));
    expect(said('layer')).toEqual(new Set(['experience', 'partner', 'process', 'system']));
    expect(said('mode')).toEqual(new Set(['api', 'batch', 'event']));
    expect(said('criticality').size).toBe(4);
    const domains = new Set(workspace.contracts.map(({ folder }) => folder.split('/')[1]));
    expect(domains).toEqual(new Set(['analytics', 'billing', 'claims', 'finance', 'procurement', 'supplier']));
    expect((await workspace.consumers()).failures).toEqual([]);
  });

  it('has nothing that a rule over the landscape finds', async () => {
    expect(await checkLandscape(workspace, AS_OF)).toEqual([]);
  });
});

it('is the same for the same seed, and another for another', async () => {
  const one = await generateLandscape({ contracts: 50, seed: 3 });
  expect(await generateLandscape({ contracts: 50, seed: 3 })).toEqual(one);
  expect(await generateLandscape({ contracts: 50, seed: 4 })).not.toEqual(one);
});

it.each([[2], [3], [4]])('has nothing that a rule finds under seed %i either', { timeout: 120_000 }, async (seed) => {
  const workspace = await workspaceWith(await generateLandscape({ contracts: 100, seed }));
  expect(await checkLandscape(workspace, AS_OF)).toEqual([]);
});

it('is refused in a size that is no multiple of a stream', async () => {
  await expect(generateLandscape({ contracts: 55 })).rejects.toThrow('a multiple of 10 contracts, not 55');
});

it('keeps the whole catalogue of rules on documents, in every domain', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-landscape-'));
  try {
    await writeLandscape(folder, await generateLandscape({ contracts: 50 }));
    const workspace = await openWorkspace(folder);
    for (const contract of workspace.contracts) {
      const findings = await lintContract(workspace, contract);
      expect(findings.filter(({ ruleId }) => ruleId !== ASKS_FOR_THE_NEWEST)).toEqual([]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
