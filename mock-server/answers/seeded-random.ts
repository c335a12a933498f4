import { withoutDay } from './seed-day.ts';

/** A stream of numbers in [0, 1) that its seed decides. */
export type SeededRandom = () => number;

/** Makes a stream from a text: FNV-1a to seed, mulberry32 to run. The same text gives the same stream on every machine, whatever day it is on. */
export function seededRandom(dayAndSeed: string): SeededRandom {
  const seed = withoutDay(dayAndSeed);
  let state = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An integer from `minimum` to `maximum`, both included. */
export function pickInteger(random: SeededRandom, minimum: number, maximum: number): number {
  return minimum + Math.floor(random() * (maximum - minimum + 1));
}
