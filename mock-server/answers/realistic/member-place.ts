import { daysOf } from '../seed-day.ts';
import { seededRandom } from '../seeded-random.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** Where a generated value stands, as far as its meaning goes. */
export interface MemberPlace {
  /** The member's name in words: `billing provider npi`. An item of `diagnosisCodes` is a `diagnosis code`. */
  readonly words: string;
  /** The name of the object that it is in, in words. */
  readonly owner: string;
  /** Which item of the innermost array it is in, from 1; 1 outside of arrays. */
  readonly item: number;
  /** The first day of the session's clock is 0: dates are told from this one. */
  readonly day: number;
  /** Has the object a member whose name in words matches? */
  hasBeside(words: RegExp): boolean;
  /** A stream that members of one object share, so that city and postal code agree. */
  shared(kind: string): SeededRandom;
  /** A stream that all values of one body share. */
  whole(kind: string): SeededRandom;
}

/**
 * The place of a JSON pointer in what a seed makes.
 *
 * @param beside names of the members of the object that it is in
 */
export function placeOf(seed: string, pointer: string, beside: readonly string[] = []): MemberPlace {
  const names = pointer.split('/').slice(1);
  const isItem = /^\d+$/.test(names.at(-1) ?? '');
  const named = names.filter((name) => !/^\d+$/.test(name));
  const words = inWords(named.at(-1) ?? '');
  const parent = names.slice(0, isItem ? -2 : -1).join('/');
  return {
    words: isItem ? singular(words) : words,
    owner: singular(inWords(named.at(-2) ?? '')),
    item: Number(names.findLast((name) => /^\d+$/.test(name)) ?? 0) + 1,
    day: daysOf(seed),
    hasBeside: (pattern) => beside.some((name) => pattern.test(inWords(name))),
    shared: (kind) => seededRandom(`${seed}/${parent} ${kind}`),
    whole: (kind) => seededRandom(`${seed} ${kind}`),
  };
}

/** A name in words, lower case: `billingProviderNPI` is `billing provider npi`. */
export function inWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}

function singular(words: string): string {
  return words.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}
