import { expect, it } from 'vitest';
import { TIERS } from './tiers.ts';

it.each([
  [0, 14, 180, 2],
  [1, 30, 90, 1],
  [2, 90, 30, 1],
  [3, 180, 0, 0],
] as const)(
  'criticality %i: waivers of %i days, %i days of grace, %i approvals',
  (criticality, waiverDays, deprecationGraceDays, approvals) => {
    expect(TIERS[criticality]).toMatchObject({ waiverDays, deprecationGraceDays, approvals });
    expect(TIERS[criticality].duties.length).toBeGreaterThan(0);
  },
);
