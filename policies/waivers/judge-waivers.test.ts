import { describe, expect, it } from 'vitest';
import { memoryTree, type Waiver } from '../../registry/workspace/index.ts';
import { judgeWaivers, type WaivedContract } from './judge-waivers.ts';
import { readWaivers } from './read-waivers.ts';

const waiver: Waiver = {
  rule: 'money-not-number',
  contract: 'ledger',
  place: { pointer: '/**' },
  class: 'legacy',
  reason: 'Goes with version 2, in May.',
  owner: '@jan',
  approver: '@maria',
  created: '2026-03-01',
  expires: '2026-03-15',
};
const court = (ledger: WaivedContract = { criticality: 0 }, asOf = '2026-03-01') => ({
  asOf,
  contracts: new Map([['ledger', ledger]]),
  folder: 'w',
});

async function filesOf(texts: Readonly<Record<string, string>>) {
  return readWaivers({ tree: memoryTree(texts), config: { waivers: 'w' } as never });
}

async function judge(change: Partial<Waiver>, ledger?: WaivedContract, asOf?: string) {
  const yaml = Object.entries({ ...waiver, ...change }).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const { findings, sound } = judgeWaivers(await filesOf({ 'w/a.yaml': yaml.join('') }), court(ledger, asOf));
  expect(sound).toHaveLength(findings.length === 0 ? 1 : 0);
  return findings;
}

describe('judgeWaivers', () => {
  it('takes a waiver from the day that it was created to the day before it expires', async () => {
    expect(await judge({})).toEqual([]);
    expect(await judge({}, undefined, '2026-03-14')).toEqual([]);
  });

  it.each<[string, Partial<Waiver>, WaivedContract | undefined, string | undefined, string, string, number]>([
    ['ended', {}, undefined, '2026-03-15', 'waiver-expired', 'it ended on 2026-03-15, and today is 2026-03-15', 9],
    ['later', {}, undefined, '2026-02-28', 'waiver-not-begun', 'it counts from 2026-03-01 on', 8],
    ['too long at 0', { expires: '2026-03-16' }, undefined, undefined, 'waiver-too-long', 'it lasts 15 days', 9],
    ['too long at 1', { expires: '2026-04-01' }, { criticality: 1 }, undefined, 'waiver-too-long', '30 at most', 9],
    ['too long at 2', { expires: '2026-05-31' }, { criticality: 2 }, undefined, 'waiver-too-long', '90 at most', 9],
    ['too long at 3', { expires: '2026-08-29' }, { criticality: 3 }, undefined, 'waiver-too-long', '180 at most', 9],
    ['by its owner', { approver: 'JAN ' }, undefined, undefined, 'waiver-self-approved', "'JAN ' both asked", 7],
    ['by anyone', {}, { criticality: 0, approvers: ['ledger-stewards'] }, undefined, 'waiver-approver-unknown', 'names ledger-stewards', 7],
    ['no contract', { contract: 'legder' }, undefined, undefined, 'waiver-contract-unknown', "did you mean 'ledger'", 2],
    ['a lock', { rule: 'lock-version-changed' }, undefined, undefined, 'waiver-not-allowed', 'can be waived', 1],
    ['not checked', { rule: 'comparison-not-checked' }, undefined, undefined, 'waiver-not-allowed', 'can be waived', 1],
    ['itself', { rule: 'waiver-expired' }, undefined, undefined, 'waiver-not-allowed', 'can be waived', 1],
  ])('refuses one that is %s', async (_, change, contract, asOf, ruleId, message, line) => {
    expect(await judge(change, contract, asOf)).toMatchObject([
      { ruleId, severity: 'error', message: expect.stringContaining(message), place: { file: 'w/a.yaml', line } },
    ]);
  });

  it.each([
    [14, 0],
    [30, 1],
    [90, 2],
    [180, 3],
  ] as const)('allows %i days at criticality %i', async (days, criticality) => {
    const expires = new Date(Date.UTC(2026, 2, 1 + days)).toISOString().slice(0, 10);
    expect(await judge({ expires }, { criticality })).toEqual([]);
  });

  it('takes an approver whom contract.yaml names, with or without @', async () => {
    expect(await judge({}, { criticality: 0, approvers: ['Maria'] })).toEqual([]);
  });

  it('says where a file does not fit, and takes the others', async () => {
    const good = JSON.stringify(waiver);
    const texts = {
      'w/bad-key.yaml': good.replace('"reason"', '"raison"'),
      'w/bad-day.yml': good.replace('2026-03-15', '2026-02-31'),
      'w/deep/good.yaml': good,
      'w/no-place.yaml': good.replace('"place":{"pointer":"/**"},', ''),
      'w/not-yaml.yaml': 'rule: [',
      'w/readme.md': 'no waiver',
    };
    const { findings, sound } = judgeWaivers(await filesOf(texts), court());
    expect(sound.map(({ id }) => id)).toEqual(['deep/good']);
    expect(findings.map(({ ruleId, place, message }) => `${ruleId} ${place.file}:${place.line} ${message}`)).toEqual([
      expect.stringMatching(
        /^waiver-file-invalid w\/bad-day\.yml:1 'expires' is '2026-02-31', a day that does not exist; it waives nothing/,
      ),
      expect.stringMatching(
        /^waiver-file-invalid w\/bad-key\.yaml:1 unknown key 'raison' \(did you mean 'reason'\?\); 1 more fault follows/,
      ),
      expect.stringMatching(/^waiver-file-invalid w\/no-place\.yaml:1 'place' is missing/),
      expect.stringMatching(/^waiver-file-invalid w\/not-yaml\.yaml:1/),
    ]);
  });
});
