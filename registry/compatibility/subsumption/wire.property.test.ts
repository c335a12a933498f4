import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { PROPERTY_SEED as SEED, propertyRuns } from '../../testing/property-runs.ts';
import { holds } from './evaluate.ts';
import { createSubsumption } from './index.ts';
import { NodeTable } from './nodes.ts';
import { RecursionNames } from './recursion.ts';
import { openSchemaView } from './schema-view.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';
import { mutateSchemas } from './testing/random-rewrites.ts';
import { randomSchemas } from './testing/random-schemas.ts';
import { randomFrom, randomSeed, randomValue } from './testing/random-values.ts';
import { sends } from './sends.ts';

const RUNS = propertyRuns({ desk: 60, ci: 800 });
const VALUES_A_PAIR = 60;

interface Counts {
  yes: number;
  no: number;
  unknown: number;
  values: number;
}

test.each(['wire', 'tolerant-reader'] as const)(
  `the profile %s sends what its definition says (${RUNS} runs, seed ${SEED})`,
  { timeout: 1_200_000 },
  (profile) => {
    const counts: Counts = { yes: 0, no: 0, unknown: 0, values: 0 };
    const lists = randomSchemas({ named: 2, formats: false, rare: true });
    fc.assert(
      fc.property(lists, lists, randomSeed, (schemas, spare, seed) => {
        const random = randomFrom(seed);
        const mutated = mutateSchemas(schemas, spare, random);
        for (const [from, to] of [[schemas, mutated] as const, [mutated, schemas] as const]) checkPair(from, to, profile, random, counts);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    console.log(`${profile}: ${counts.yes} yes (${counts.values} values), ${counts.no} no, ${counts.unknown} unknown`);
    expect(counts.yes).toBeGreaterThan(0);
    expect(counts.values).toBeGreaterThan(0);
    expect(counts.unknown).toBeLessThanOrEqual(RUNS / 25);
  },
);

function checkPair(
  from: readonly Schema[],
  to: readonly Schema[],
  profile: 'wire' | 'tolerant-reader',
  random: () => number,
  counts: Counts,
): void {
  const contract = contractOfSchemas(from);
  const engine = createSubsumption(contract, contractOfSchemas(to), { direction: 'event', profile });
  const verdict = engine.subsumes(from[0]!, to[0]!);
  counts[verdict.answer] += 1;
  const view = openSchemaView(contract, { hiding: undefined, tolerant: false }, new NodeTable(), new RecursionNames());
  const sender = view.nodeOf(from[0]!);
  if (verdict.answer === 'no') for (const { witness } of verdict.failures) expect(sends([sender], witness)).toBe(true);
  if (verdict.answer !== 'yes') return;
  for (let count = 0; count < VALUES_A_PAIR; count += 1) {
    const value = randomValue(from[0]!, from, random);
    expect(holds(sender, value)).toBe(engine.senderAccepts(from[0]!, value));
    if (!sends([sender], value)) continue;
    counts.values += 1;
    expect(engine.receiverAccepts(to[0]!, value), JSON.stringify({ from, to, value })).toBe(true);
  }
}
