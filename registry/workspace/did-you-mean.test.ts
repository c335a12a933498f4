import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

it.each([
  ['critcality', ['criticality', 'mode'], " (did you mean 'criticality'?)"],
  ['Owner', ['owner'], " (did you mean 'owner'?)"],
  ['zzz', ['owner'], ''],
])('%s among %j:%s', (word, candidates, want) => {
  expect(didYouMean(word, candidates)).toBe(want);
});
