import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../registry/contract/index.ts';
import { type Verdict, gravestVerdict, verdictOnFindings } from './verdict.ts';

describe('gravestVerdict', () => {
  it.each<[Verdict[], Verdict]>([
    [[], 'pass'],
    [['pass', 'waived'], 'waived'],
    [['fail', 'waived', 'pass'], 'fail'],
    [['fail', 'not checked'], 'not checked'],
  ])('of %j is %s', (verdicts, gravest) => {
    expect(gravestVerdict(verdicts)).toBe(gravest);
  });
});

describe('verdictOnFindings', () => {
  const waiver = { id: 'w', class: 'legacy', reason: 'old', owner: 'a', approver: 'b', expires: '2026-03-01', place: { file: 'w.yaml' } };
  const finding = (severity: Severity, isWaived = false): Finding => ({
    ruleId: 'a',
    severity,
    message: '',
    place: { file: 'a.yaml' },
    pointer: '',
    ...(isWaived && { waiver }),
  });

  it.each<[string, Finding[], Verdict]>([
    ['nothing', [], 'pass'],
    ['a warning', [finding('warning')], 'pass'],
    ['a waived warning', [finding('warning', true)], 'pass'],
    ['an error', [finding('error')], 'fail'],
    ['a waived error', [finding('error', true), finding('warning')], 'waived'],
    ['a waived error and another', [finding('error', true), finding('error')], 'fail'],
  ])('of %s', (_, findings, verdict) => {
    expect(verdictOnFindings(findings)).toBe(verdict);
  });
});
