import type { EntityField } from './entity.ts';
import { isGeneric } from './generic-words.ts';

/**
 * How alike two names are, from 0 to 1: twice the words that they share over all of their words (Dice), half of that when they don't end in
 * the same word, since `claim status` is a status and no claim.
 */
export function nameSimilarity(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const shared = new Set(one.filter((word) => other.includes(word))).size;
  const dice = (2 * shared) / (new Set(one).size + new Set(other).size);
  return one.at(-1) === other.at(-1) ? dice : dice / 2;
}

/** A field counts a quarter when its name stands in anything, and half when both sides give it different types. */
function weightOf({ words }: EntityField): number {
  return words.every(isGeneric) ? 0.25 : 1;
}

interface SharedFields {
  readonly shared: number;
  readonly one: number;
  readonly other: number;
}

function sharedFields(one: ReadonlyMap<string, EntityField>, other: ReadonlyMap<string, EntityField>): SharedFields {
  let shared = 0;
  let sum = 0;
  for (const [key, field] of one) {
    const weight = weightOf(field);
    sum += weight;
    const twin = other.get(key);
    if (!twin) continue;
    const { type } = field.facts;
    shared += type !== undefined && twin.facts.type !== undefined && type !== twin.facts.type ? weight / 2 : weight;
  }
  let others = 0;
  for (const field of other.values()) others += weightOf(field);
  return { shared, one: sum, other: others };
}

/**
 * How alike two sets of fields are, from 0 to 1: the weight of what they share over the weight of all (Jaccard), less when they share a
 * weight of less than three, which any two things may.
 */
export function shapeSimilarity(one: ReadonlyMap<string, EntityField>, other: ReadonlyMap<string, EntityField>): number {
  const { shared, one: own, other: others } = sharedFields(one, other);
  const all = own + others - shared;
  return all === 0 ? 0 : (shared / all) * Math.min(1, shared / 3);
}

/** How much of the smaller set of fields the larger one has, from 0 to 1. */
export function shapeContainment(one: ReadonlyMap<string, EntityField>, other: ReadonlyMap<string, EntityField>): number {
  const { shared, one: own, other: others } = sharedFields(one, other);
  const smaller = Math.min(own, others);
  return smaller === 0 ? 0 : shared / smaller;
}
