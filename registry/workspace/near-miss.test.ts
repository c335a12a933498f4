import { expect, it } from 'vitest';
import { didYouMean, nearMisses } from './near-miss.ts';

it.each([
  ['critcality', ['criticality', 'mode'], ['criticality']],
  ['Owner', ['owner'], ['owner']],
  ['claims-event', ['claim-events', 'claims-events', 'bank'], ['claims-events', 'claim-events']],
  ['x', ['layer'], []],
])('%s is near %j: %j', (word, candidates, want) => {
  expect(nearMisses(word, candidates)).toEqual(want);
});

it('says nothing when nothing is near', () => {
  expect(didYouMean('zzz', ['owner'])).toBe('');
  expect(didYouMean('ownr', ['owner'])).toBe(" (did you mean 'owner'?)");
});
