import { describe, expect, it } from 'vitest';
import type { ContractMetadata } from '../../registry/workspace/index.ts';
import { approvalsNeeded } from './approvals.ts';

function landscape(...contracts: readonly Partial<ContractMetadata>[]) {
  return {
    contracts: contracts.map((given) => {
      const metadata = { id: 'ledger', owner: { team: 'finance', contact: 'x' }, criticality: 0, ...given } as ContractMetadata;
      return { id: metadata.id, metadata };
    }),
  };
}

describe('approvalsNeeded', () => {
  const changed = (documents: readonly string[] = [], waivers: readonly string[] = [], policies: readonly string[] = []) => ({
    documents: new Set(documents),
    waivers: new Set(waivers),
    policies: new Set(policies),
  });

  it.each([
    [0, 2],
    [1, 1],
    [2, 1],
    [3, 0],
  ] as const)('at criticality %i asks for %i', (criticality, required) => {
    const workspace = landscape({ criticality });
    expect(approvalsNeeded(workspace, workspace, changed(['ledger']))).toEqual([
      { contractId: 'ledger', required, approvers: ['finance'], because: ['document'] },
    ]);
  });

  it('asks those whom the base names, however the change would have it', () => {
    const before = landscape({ approvers: ['stewards', '@maria'] });
    const now = landscape({ approvers: ['@me'], criticality: 3 });
    expect(approvalsNeeded(before, now, changed())).toEqual([
      { contractId: 'ledger', required: 2, approvers: ['stewards', '@maria'], because: ['contract.yaml'] },
    ]);
  });

  it('asks for what comes and what goes, in the order of ids, and for nothing else', () => {
    const before = landscape({ id: 'b', title: 'B', criticality: 1 }, { id: 'c' });
    const now = landscape({ criticality: 1, title: 'B', id: 'b' }, { id: 'a', approvers: ['@new'] });
    expect(approvalsNeeded(before, now, changed())).toEqual([
      { contractId: 'a', required: 2, approvers: ['@new'], because: ['added'] },
      { contractId: 'c', required: 2, approvers: ['finance'], because: ['removed'] },
    ]);
  });

  it('asks for a waiver that is new or changed, too', () => {
    const workspace = landscape({ criticality: 1 }, { id: 'orders', criticality: 1 });
    expect(approvalsNeeded(workspace, workspace, changed(['ledger'], ['ledger', 'orders']))).toMatchObject([
      { contractId: 'ledger', because: ['document', 'waiver'] },
      { contractId: 'orders', because: ['waiver'] },
    ]);
  });

  it('asks those of the base where policies ask less', () => {
    const before = landscape({ approvers: ['stewards'], criticality: 1 }, { id: 'orders', criticality: 1 });
    const now = landscape({ approvers: ['@me'], criticality: 1 }, { id: 'orders', criticality: 1 });
    expect(approvalsNeeded(before, now, changed([], [], ['ledger', 'orders']))).toEqual([
      { contractId: 'ledger', required: 1, approvers: ['stewards'], because: ['contract.yaml', 'policy'] },
      { contractId: 'orders', required: 1, approvers: ['finance'], because: ['policy'] },
    ]);
  });
});
