import { nearestName } from '../contract/index.ts';

/** `" (did you mean 'x'?)"` for the candidate that is spelt almost like the word, or '' when none is. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = nearestName(word, candidates);
  return nearest === undefined ? '' : ` (did you mean '${nearest}'?)`;
}
