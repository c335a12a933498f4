import type { SchemaObject } from '../../registry/contract/index.ts';
import type { MemberPlace } from './realistic/member-place.ts';
import { realisticNumber } from './realistic/realistic-number.ts';
import { numberOr } from './number-or.ts';
import { pickInteger } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A number within a schema's bounds and steps, and what its place says of its meaning where that fits; undefined when none fits. */
export function sampleNumber(schema: SchemaObject, random: SeededRandom, integer: boolean, place: MemberPlace): number | undefined {
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : integer ? 1 : 0.01;
  const atLeast = numberOr(schema['minimum'], -Infinity);
  const above = numberOr(schema['exclusiveMinimum'], -Infinity);
  const atMost = numberOr(schema['maximum'], Infinity);
  const below = numberOr(schema['exclusiveMaximum'], Infinity);
  const low = Math.max(atLeast, above);
  const high = Math.min(atMost, below);
  const meant = schema['multipleOf'] === undefined ? realisticNumber(place, random, integer) : undefined;
  if (meant !== undefined && meant >= atLeast && meant > above && meant <= atMost && meant < below) return meant;
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 100 : 1;
  const first = Math.ceil(start / step) + (Math.ceil(start / step) * step <= above ? 1 : 0);
  const last = Math.floor(Math.min(high, start + 100 * step) / step);
  const steps = pickInteger(random, first, Math.max(first, last * step >= below ? last - 1 : last));
  const value = Number((steps * step).toFixed(10));
  return value >= atLeast && value > above && value <= atMost && value < below ? value : undefined;
}
