import { expect, test } from 'vitest';
import { dueAt } from './due-at.ts';

test.each([
  ['minutes', { sla: '15min', now: '2026-02-06T23:50:00Z', want: '2026-02-07T00:05:00.000Z' }],
  ['hours run over the weekend', { sla: '4h', now: '2026-02-07T10:00:00Z', want: '2026-02-07T14:00:00.000Z' }],
  ['a business day from Friday is Monday', { sla: '1bd', now: '2026-02-06T10:00:00Z', want: '2026-02-09T10:00:00.000Z' }],
  ['from Sunday too', { sla: '1bd', now: '2026-02-08T10:00:00Z', want: '2026-02-09T10:00:00.000Z' }],
  ['five business days are a week', { sla: '5bd', now: '2026-02-04T10:00:00Z', want: '2026-02-11T10:00:00.000Z' }],
])('%s', (_name, { sla, now, want }) => {
  expect(dueAt(sla, new Date(now)).toISOString()).toBe(want);
});

test('refuses what is no SLA', () => {
  expect(() => dueAt('soon', new Date(0))).toThrow(RangeError);
});
