import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import { builtInRuleset } from '../engine/load-ruleset.ts';
import { askedRules } from './asked-rules.ts';
import { scoreContract } from './score-contract.ts';
import { groupScores, type ScoredContract, totalScore } from './scorecard.ts';

const WAIVER = { waiver: {} as NonNullable<Finding['waiver']> };

function finding(ruleId: string, severity: Severity, more: Partial<Finding> = {}): Finding {
  return { ruleId, severity, message: '', place: { file: 'a.yaml' }, pointer: '', ...more };
}

const ASKED: ReadonlyMap<string, Severity> = new Map([
  ['grave', 'error'],
  ['lesser', 'warning'],
  ['small', 'hint'],
  ['other', 'warning'],
]);

describe('the score of a contract', () => {
  it.each<readonly [string, readonly Finding[], number, number]>([
    ['every rule is kept', [], 100, 4],
    ['a rule of ten points is broken by half of them', [finding('grave', 'error')], 50, 3],
    ['a hundred findings cost as much as one', [finding('grave', 'error'), finding('grave', 'error')], 50, 3],
    ['a waived rule counts half', [finding('grave', 'error', WAIVER)], 75, 3],
    ['a rule that is waived in one place only is broken', [finding('grave', 'error', WAIVER), finding('grave', 'error')], 50, 3],
    ['what no ruleset asks is asked by being found', [finding('invalid-ref', 'error')], 66.6, 4],
    ['nothing is kept', [...ASKED].map(([rule, severity]) => finding(rule, severity)), 0, 0],
  ])('%s', (_, findings, score, kept) => {
    expect(scoreContract(ASKED, findings)).toMatchObject({ score, rules: { kept } });
  });

  it('names what costs most first', () => {
    expect(scoreContract(ASKED, [finding('small', 'hint'), finding('other', 'warning'), finding('grave', 'error', WAIVER)]).broken).toEqual(
      [
        { rule: 'grave', points: 2.5 },
        { rule: 'other', points: 2 },
        { rule: 'small', points: 1 },
      ],
    );
  });
});

describe('the rules that are asked', () => {
  const metadata = { id: 'ledger', owner: { team: 'finance' } };
  const asked = async (document: unknown, criticality: Criticality, landscapeRules: Readonly<Record<string, Severity | 'off'>> = {}) =>
    askedRules([await builtInRuleset()], { document, metadata, criticality, landscapeRules });

  it.each<readonly [string, object, Criticality, string, Severity | undefined]>([
    ['of the format', { openapi: '3.1.0' }, 0, 'idem-key', 'error'],
    ['not where they are off', { openapi: '3.1.0' }, 3, 'idem-key', undefined],
    ['not of another format', { asyncapi: '3.0.0' }, 0, 'idem-key', undefined],
    ['of every format', { asyncapi: '3.0.0' }, 0, 'meta-version-semver', 'error'],
    ['about examples', { openapi: '3.0.3' }, 3, 'example-valid', 'error'],
    ['about contract.yaml', { openapi: '3.1.0' }, 0, 'meta-slo', 'error'],
    ['about contract.yaml, less grave', { asyncapi: '2.6.0' }, 2, 'meta-slo', 'warning'],
    ['about contract.yaml, but where they are off', { openapi: '3.1.0' }, 3, 'meta-slo', undefined],
    ['over the landscape', { openapi: '3.1.0' }, 1, 'land-orphan-event', 'warning'],
    ['over the landscape, but where they are off', { openapi: '3.1.0' }, 3, 'land-slo-chain', undefined],
  ])('%s', async (_, document, criticality, rule, severity) => {
    expect((await asked(document, criticality)).get(rule)).toBe(severity);
  });

  it('are as grave as the workspace sets them', async () => {
    const rules = await asked({ openapi: '3.1.0' }, 0, { 'land-orphan-event': 'hint', 'land-slo-chain': 'off' });
    expect([rules.get('land-orphan-event'), rules.has('land-slo-chain')]).toEqual(['hint', false]);
  });
});

function scored(id: string, criticality: Criticality, findings: readonly Finding[] | undefined, owner = 'ledger'): ScoredContract {
  return { id, owner, criticality, folder: `contracts/finance/${id}`, result: findings && scoreContract(ASKED, findings) };
}

describe('scores of groups', () => {
  it('weigh contracts by their criticality', () => {
    const group = totalScore([scored('a', 0, [finding('grave', 'error')]), scored('b', 3, [])], 'all');
    expect(group).toMatchObject({ score: 60, contracts: 2, findings: { error: 1 }, broken: [{ rule: 'grave', points: 5, contracts: 1 }] });
  });

  it('count what could not be checked as nothing kept', () => {
    expect(totalScore([scored('a', 1, []), scored('b', 1, undefined)], 'all')).toMatchObject({ score: 50, notChecked: 1 });
  });

  it.each([
    ['contract', ['a', 'b']],
    ['owner', ['billing', 'ledger']],
    ['domain', ['finance']],
    ['criticality', ['0', '1']],
  ] as const)('by %s', (by, names) => {
    expect(groupScores([scored('b', 1, []), scored('a', 0, [], 'billing')], by).map(({ name }) => name)).toEqual(names);
  });
});
