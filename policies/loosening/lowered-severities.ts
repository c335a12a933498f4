import type { Criticality } from '../../registry/workspace/index.ts';
import { ALL_CRITICALITIES } from './loosening.ts';

/** The gravest first. */
const GRAVITY = ['error', 'warning', 'hint', 'off'];

/** Severities at criticality 0, 1, 2 and 3, as reports call them. */
export type Severities = readonly [string, string, string, string];

/** Where severities are lower than they were: the criticalities, and in words `error → off at criticality 0 and 1`. */
export function loweredSeverities(
  before: Severities,
  now: Severities,
): { readonly criticalities: readonly Criticality[]; readonly words: string } {
  const lowered = ALL_CRITICALITIES.filter((criticality) => GRAVITY.indexOf(now[criticality]) > GRAVITY.indexOf(before[criticality]));
  const steps = Map.groupBy(lowered, (criticality) => `${before[criticality]} → ${now[criticality]}`);
  const words = [...steps].map(
    ([step, at]) => `${step} at criticality ${at.length < 2 ? at[0] : `${at.slice(0, -1).join(', ')} and ${at.at(-1)}`}`,
  );
  return { criticalities: lowered, words: words.join(', ') };
}

/** Of each criticality the graver. */
export function graverOf(one: Severities, other: Severities): Severities {
  const graver = (index: Criticality): string => GRAVITY[Math.min(GRAVITY.indexOf(one[index]), GRAVITY.indexOf(other[index]))]!;
  return [graver(0), graver(1), graver(2), graver(3)];
}
