/**
 * GitHub's OpenAPI description (13 MB) against itself, read twice: what comparing adds to reading. Nothing is to be asked of the engine:
 * comparing may take no longer than looking at what was read, for which looking at every schema once and the digest of both contracts stand.
 */
import { GITHUB } from './peers.ts';
import { runComparison } from './run-comparison.ts';

const ROUNDS = 5;
const rounds: Awaited<ReturnType<typeof runComparison>>[] = [];
for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runComparison(GITHUB.head, GITHUB.head));
const least = (part: 'readMilliseconds' | 'lookMilliseconds' | 'digestMilliseconds' | 'compareMilliseconds') =>
  Math.min(...rounds.map((parts) => parts[part]));
const show = (name: string, milliseconds: number) => console.log(`${name.padEnd(32)} ${milliseconds.toFixed(0).padStart(6)} ms`);

const { changes, notChecked, operations, schemas } = rounds[0]!;
const compare = least('compareMilliseconds');
console.log(
  `GitHub 23.0.0 with itself: ${operations} operations, ${schemas} schemas, ${changes} changes, ${notChecked} not checked (least of ${ROUNDS})`,
);
show('read, both', least('readMilliseconds'));
show('look at every schema once', least('lookMilliseconds'));
show('digest, both', least('digestMilliseconds'));
show('compare', compare);
console.log(
  `compare ÷ digest ${(compare / least('digestMilliseconds')).toFixed(2)}, compare ÷ read ${(compare / least('readMilliseconds')).toFixed(2)}`,
);
