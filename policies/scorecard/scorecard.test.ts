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
  it('are those of the format, as grave as the criticality makes them', async () => {
    const rulesets = [await builtInRuleset()];
    const openApi = askedRules(rulesets, { openapi: '3.1.0' }, 0);
    const analytical = askedRules(rulesets, { openapi: '3.1.0' }, 3);
    const events = askedRules(rulesets, { asyncapi: '3.0.0' }, 0);
    expect(openApi.get('idem-key')).toBe('error');
    expect(analytical.has('idem-key')).toBe(false);
    expect(events.has('idem-key')).toBe(false);
    expect(openApi.get('meta-version-semver')).toBe('error');
    expect(events.get('meta-version-semver')).toBe('error');
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
