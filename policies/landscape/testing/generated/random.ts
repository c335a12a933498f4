/** Numbers from 0 up to 1, the same for the same seed on every machine (mulberry32). */
export type Random = () => number;

/** A source of numbers for a seed, a whole number. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from 0 up to, and without, the bound. */
export function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** So many of a list, each once, in the order of the list. */
export function some<T>(random: Random, list: readonly T[], count: number): readonly T[] {
  const left = list.map((_, index) => index);
  const taken = Array.from({ length: Math.min(count, list.length) }, () => left.splice(below(random, left.length), 1)[0]!);
  return taken.toSorted((one, next) => one - next).map((index) => list[index]!);
}
