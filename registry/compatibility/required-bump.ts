import type { Bump, Change } from './change.ts';

/**
 * The part of the version that must grow: what breaks, or may break, needs a major, every other change a minor. Where nothing but words
 * changed a patch suffices. Severity has no say.
 *
 * @param isDescribedAnew descriptions, examples or other annotations changed.
 */
export function requiredBump(changes: readonly Pick<Change, 'verdict'>[], isDescribedAnew: boolean): Bump {
  if (changes.some(({ verdict }) => verdict === 'breaking' || verdict === 'unproven')) return 'major';
  if (changes.length > 0) return 'minor';
  return isDescribedAnew ? 'patch' : 'none';
}
