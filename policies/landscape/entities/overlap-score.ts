import type { OfferedEntity } from './offered-entities.ts';
import { nameSimilarity, shapeSimilarity } from './similarity.ts';

/** How much two contracts offer the same, from 0 to 1, and what that is made of. */
export interface OverlapScore {
  readonly score: number;
  readonly name: number;
  readonly shape: number;
  readonly capability: number;
  /** What both offer to do. */
  readonly verbs: readonly string[];
}

/** From this score on two contracts offer the same. */
export const OVERLAP_THRESHOLD = 0.75;

/**
 * Scores two entities that contracts offer: 0.2 for the share of what can be done with the one that can be done with the other, and the
 * higher of 0.5 name + 0.3 shape (things of one name that have something in common) and 0.2 name + 0.6 shape (things of one make, whatever
 * they are called). A name of several words on both sides counts 0.55: `account` names many things, `purchase order` one. Nothing that can
 * be done with both: 0.
 */
export function overlapScore(one: OfferedEntity, other: OfferedEntity): OverlapScore {
  const verbs = [...one.verbs.keys()].filter((verb) => other.verbs.has(verb));
  const capability = verbs.length / Math.min(one.verbs.size, other.verbs.size);
  const name = nameSimilarity(one.words, other.words);
  if (capability === 0) return { score: 0, name, shape: 0, capability, verbs };
  const shape = shapeSimilarity(one.fields, other.fields);
  const weight = Math.min(one.words.length, other.words.length) > 1 ? 0.55 : 0.5;
  const score = 0.2 * capability + Math.max(weight * name + 0.3 * shape, 0.2 * name + 0.6 * shape);
  return { score: Math.min(1, score), name, shape, capability, verbs };
}
