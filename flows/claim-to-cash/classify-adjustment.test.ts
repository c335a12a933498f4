import { expect, test } from 'vitest';
import { classifyAdjustment } from './classify-adjustment.ts';

test.each([
  ['CO-45', { group: 'CO', carc: '45', want: 'contractual' }],
  ['CO-42', { group: 'CO', carc: '42', want: 'contractual' }],
  ['CO-A2', { group: 'CO', carc: 'A2', want: 'contractual' }],
  ['CO-197', { group: 'CO', carc: '197', want: 'denial' }],
  ['PI-45 is no contract of ours', { group: 'PI', carc: '45', want: 'denial' }],
  ['PR-1', { group: 'PR', carc: '1', want: 'patient' }],
  ['PR-45', { group: 'PR', carc: '45', want: 'patient' }],
  ['OA-23', { group: 'OA', carc: '23', want: 'prior-payer' }],
  ['OA-94', { group: 'OA', carc: '94', want: 'unclassified' }],
  ['CR-1', { group: 'CR', carc: '1', want: 'unclassified' }],
])('%s', (_name, { group, carc, want }) => {
  expect(classifyAdjustment(group, carc)).toBe(want);
});
