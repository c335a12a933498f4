import { describe, expect, it } from 'vitest';
import { memoryTree, workspaceOf } from '../../registry/workspace/index.ts';
import type { ContractJudge } from '../judge-contract.ts';
import { judgingOnce } from './judge-once.ts';

const METADATA = {
  id: 'invoices',
  owner: { team: 'ledger', contact: 'ledger@hospital.example' },
  title: 'Invoices',
  layer: 'system',
  system: 'erp',
  criticality: 1,
  mode: 'api',
  audience: 'company',
  dataClassification: 'I',
  lifecycle: 'active',
  slo: { availabilityPercent: 99.5 },
  runbook: 'runbook.md',
  environments: [{ name: 'test', url: 'https://erp.test.hospital.example' }],
};

const FILES: Readonly<Record<string, unknown>> = {
  'interlock.config.yaml': '',
  'contracts/a/contract.yaml': METADATA,
  'contracts/a/openapi.yaml': { openapi: '3.1.0', info: { title: 'Invoices', version: '1.0.0' }, paths: {} },
  'contracts/a/shared.yaml': { description: 'Shared.' },
  'docs/notes.yaml': {},
};

/** A judge that reads the contract and a file beside it, and looks around. */
const judge: ContractJudge = async ({ tree }, contract) => {
  await contract.read();
  await tree.read('contracts/a/shared.yaml');
  await tree.list('contracts/a');
  return { failures: [] };
};

/** Says which commits were judged, of those that have these files. */
async function judgedAt(commits: readonly Readonly<Record<string, unknown>>[]): Promise<readonly number[]> {
  const judged: number[] = [];
  let now = 0;
  const courtOf = judgingOnce((workspace, contract) => {
    judged.push(now);
    return judge(workspace, contract);
  });
  for (const [index, files] of commits.entries()) {
    now = index;
    const tree = { ...memoryTree(files), objectOf: (path: string) => files[path] && JSON.stringify(files[path]) };
    const court = courtOf(tree as Parameters<typeof courtOf>[0]);
    const workspace = await workspaceOf(court.tree, '/ws');
    for (const contract of workspace.contracts) await court.judge(workspace, contract);
  }
  return judged;
}

describe('judgingOnce', () => {
  const { 'contracts/a/shared.yaml': _, ...unshared } = FILES;

  it.each<readonly [string, Readonly<Record<string, unknown>>, boolean]>([
    ['nothing changed', FILES, false],
    ['what nobody looked at changed', { ...FILES, 'docs/notes.yaml': { a: 1 } }, false],
    ['the document changed', { ...FILES, 'contracts/a/openapi.yaml': { ...(FILES['contracts/a/openapi.yaml'] as object), x: 1 } }, true],
    ['contract.yaml changed', { ...FILES, 'contracts/a/contract.yaml': { ...METADATA, criticality: 0 } }, true],
    ['a file that it refers to changed', { ...FILES, 'contracts/a/shared.yaml': {} }, true],
    ['a file that it refers to is gone', unshared, true],
    ['a file came to a folder that was looked at', { ...FILES, 'contracts/a/runbook.md': 'x' }, true],
    ['the configuration changed', { ...FILES, 'interlock.config.yaml': { limits: { documents: 100 } } }, true],
  ])('where %s', async (_name, files, isJudgedAgain) => {
    expect(await judgedAt([FILES, files])).toEqual(isJudgedAgain ? [0, 1] : [0]);
  });

  it('remembers every judgement, so that what was undone is known', async () => {
    const other = { ...FILES, 'contracts/a/shared.yaml': {} };
    expect(await judgedAt([FILES, other, FILES, other])).toEqual([0, 1]);
  });
});
