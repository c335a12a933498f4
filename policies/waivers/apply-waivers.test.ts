import { describe, expect, it } from 'vitest';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import type { Waiver } from '../../registry/workspace/index.ts';
import { applyWaivers } from './apply-waivers.ts';
import type { WaiverFile } from './read-waivers.ts';
import { unusedWaivers } from './unused-waivers.ts';

const finding: Finding = {
  ruleId: 'money-not-number',
  severity: 'error',
  message: 'say money by a string',
  place: { file: '../contracts/ledger/openapi.yaml', line: 3, column: 5 },
  pointer: '/components/schemas/Entry/properties/amount',
  contractId: 'ledger',
};
const { fingerprint } = withFingerprints([finding], '../')[0]!;

function file(change: Partial<Waiver>, id = 'w'): WaiverFile {
  const waiver: Waiver = {
    rule: 'money-not-number',
    contract: 'ledger',
    class: 'legacy',
    reason: 'Goes with version 2, in May.',
    owner: '@jan',
    approver: '@maria',
    created: '2026-03-01',
    expires: '2026-03-15',
    ...change,
  };
  return { id, path: `w/${id}.yaml`, waiver, locate: (pointer) => ({ file: `w/${id}.yaml`, line: pointer === '' ? 1 : 2 }) };
}

describe('applyWaivers', () => {
  it.each<[string, Partial<Waiver>, boolean]>([
    ['its fingerprint', { fingerprint }, true],
    ['another fingerprint', { fingerprint: 'f'.repeat(32) }, false],
    ['its place', { place: { file: 'contracts/ledger/*', pointer: finding.pointer } }, true],
    ['a glob', { place: { pointer: '/components/schemas/*/properties/amount' } }, true],
    ['another file', { place: { file: 'contracts/orders/*', pointer: finding.pointer } }, false],
    ['another pointer', { place: { pointer: '/components/schemas/Entry/properties/total' } }, false],
    ['its fingerprint at another place', { fingerprint, place: { pointer: '/paths/**' } }, false],
    ['another rule', { rule: 'money-object', place: { pointer: '/**' } }, false],
    ['another contract', { contract: 'orders', place: { pointer: '/**' } }, false],
  ])('by %s', (_, waiver, isWaived) => {
    const [found] = applyWaivers([finding], [file(waiver)], '../');
    expect(found!.waiver !== undefined).toBe(isWaived);
    expect(found).toMatchObject({ ...finding, fingerprint });
  });

  it('says who lets it stand, and takes the waiver that lasts longest', () => {
    const all = { place: { pointer: '/**' } };
    const files = [file(all, 'a'), file({ ...all, expires: '2026-03-20' }, 'b'), file({ ...all, expires: '2026-03-20' }, 'c')];
    expect(applyWaivers([finding], files, '../')[0]!.waiver).toEqual({
      id: 'b',
      class: 'legacy',
      reason: 'Goes with version 2, in May.',
      owner: '@jan',
      approver: '@maria',
      expires: '2026-03-20',
      place: { file: 'w/b.yaml', line: 1 },
    });
  });

  it.each(['lock-version-changed', 'comparison-not-checked', 'not-checked', 'consumer-contract-unknown', 'waiver-unused'])(
    'never lets %s stand',
    (ruleId) => {
      const [found] = applyWaivers([{ ...finding, ruleId }], [file({ rule: ruleId, place: { pointer: '/**' } })], '../');
      expect(found).not.toHaveProperty('waiver');
    },
  );
});

describe('unusedWaivers', () => {
  const usage = {
    findings: applyWaivers([finding], [], '../'),
    label: '../',
    rules: new Set(['money-not-number', 'money-object']),
    isLookedAt: () => true,
    isSpent: () => false,
  };
  const everywhere = { place: { pointer: '/**' } };

  it('says nothing of one that covers something, even beside another', () => {
    expect(unusedWaivers([file(everywhere, 'a'), file({ fingerprint }, 'b')], usage)).toEqual([]);
  });

  it.each<[string, Partial<Waiver>, Partial<typeof usage>, string]>([
    [
      'stands elsewhere',
      { place: { pointer: '/paths/**' } },
      {},
      'error waiver-unused it covers nothing: 1 of money-not-number on ledger stand',
    ],
    [
      'is mended',
      { ...everywhere, rule: 'money-object' },
      {},
      'error waiver-unused it covers nothing: money-object finds nothing on ledger',
    ],
    ['is of no rule', { ...everywhere, rule: 'money-not-numbr' }, {}, "error waiver-rule-unknown no rule is called 'money-not-numbr' (did"],
    ['is spent', { ...everywhere, rule: 'money-object' }, { isSpent: () => true }, 'warning waiver-spent'],
  ])('says that one %s', (_, waiver, change, said) => {
    const [found] = unusedWaivers([file(waiver)], { ...usage, ...change });
    expect(`${found!.severity} ${found!.ruleId} ${found!.message}`).toContain(said);
    expect(found).toMatchObject({ contractId: 'ledger', place: { file: 'w/w.yaml', line: 2 } });
  });

  it('says nothing of what was not looked at', () => {
    expect(unusedWaivers([file({ ...everywhere, rule: 'money-object' })], { ...usage, isLookedAt: () => false })).toEqual([]);
  });
});
