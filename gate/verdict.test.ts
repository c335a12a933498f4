import { describe, expect, it } from 'vitest';
import { type Verdict, gravestVerdict } from './verdict.ts';

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
