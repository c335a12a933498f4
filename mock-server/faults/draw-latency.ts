import type { SeededRandom } from '../answers/seeded-random.ts';
import type { Latency } from './fault-rule.ts';

/** The longest that a request is kept waiting: the tail of a distribution has no end. */
const MAX_SECONDS = 600;

/** The standard normal distribution's 95th percentile. */
const Z_95 = 1.6448536269514722;

/** Draws a length of time in seconds, at most 600. A stream gives the same as another of its seed. */
export function drawLatency(latency: Latency, random: SeededRandom): number {
  return Math.min(Math.max(draw(latency, random), 0), MAX_SECONDS);
}

function draw(latency: Latency, random: SeededRandom): number {
  if (typeof latency === 'number') return latency;
  if ('from' in latency) return latency.from + random() * (latency.to - latency.from);
  if ('median' in latency) {
    const sigma = Math.log(latency.p95 / latency.median) / Z_95;
    return latency.median * Math.exp(sigma * drawNormal(random));
  }
  return drawByPercentiles(latency.percentiles, random() * 100);
}

/** Box and Muller's way to a number of the standard normal distribution. */
function drawNormal(random: SeededRandom): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

function drawByPercentiles(percentiles: Readonly<Record<string, number>>, at: number): number {
  const points = Object.entries(percentiles)
    .map(([percentile, seconds]) => ({ percentile: Number(percentile), seconds }))
    .sort((a, b) => a.percentile - b.percentile);
  let before = { percentile: 0, seconds: points[0]?.seconds ?? 0 };
  for (const point of points) {
    if (at <= point.percentile) {
      const share = point.percentile === before.percentile ? 1 : (at - before.percentile) / (point.percentile - before.percentile);
      return before.seconds + share * (point.seconds - before.seconds);
    }
    before = point;
  }
  return before.seconds;
}
