import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { holds } from './evaluate.ts';
import { createSubsumption } from './index.ts';
import { NodeTable } from './nodes.ts';
import { RecursionNames } from './recursion.ts';
import { openSchemaView } from './schema-view.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';
import { mutateSchemas } from './testing/random-rewrites.ts';
import { randomSchemas } from './testing/random-schemas.ts';
import { randomFrom, randomSeed, randomValue } from './testing/random-values.ts';
import { sends } from './testing/sends.ts';
import { openValidators } from './testing/validators.ts';

const RUNS = Number(process.env['INTERLOCK_PROPERTY_RUNS'] ?? 100);
const SEED = Number(process.env['INTERLOCK_PROPERTY_SEED'] ?? 20_261_122);
const VALUES_A_PAIR = 60;

test(`the wire profile sends what its definition says (${RUNS} runs, seed ${SEED})`, { timeout: 600_000 }, () => {
  const counts = { yes: 0, no: 0, unknown: 0, values: 0 };
  const lists = randomSchemas({ named: 2, formats: false, rare: false });
  fc.assert(
    fc.property(lists, lists, randomSeed, (schemas, spare, seed) => {
      const random = randomFrom(seed);
      const mutated = mutateSchemas(schemas, spare, random);
      for (const [from, to] of [[schemas, mutated] as const, [mutated, schemas] as const]) checkPair(from, to, random, counts);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  console.log(`wire: ${counts.yes} yes (${counts.values} values), ${counts.no} no, ${counts.unknown} unknown`);
  expect(counts.yes).toBeGreaterThan(0);
  expect(counts.values).toBeGreaterThan(0);
});

function checkPair(
  from: readonly Schema[],
  to: readonly Schema[],
  random: () => number,
  counts: { yes: number; no: number; unknown: number; values: number },
): void {
  const contract = contractOfSchemas(from);
  const receivers = contractOfSchemas(to);
  const [accepts, takes] = [openValidators(contract, 'event'), openValidators(receivers, 'event')];
  const verdict = createSubsumption(contract, receivers, { direction: 'event', profile: 'wire' }).subsumes(from[0]!, to[0]!);
  counts[verdict.answer] += 1;
  const view = openSchemaView(contract, { hiding: undefined, tolerant: false }, new NodeTable(), new RecursionNames());
  const sender = view.nodeOf(from[0]!);
  if (verdict.answer === 'no') for (const { witness } of verdict.failures) expect(sends([sender], witness)).toBe(true);
  if (verdict.answer !== 'yes') return;
  for (let count = 0; count < VALUES_A_PAIR; count += 1) {
    const value = randomValue(from[0]!, from, random);
    expect(holds(sender, value)).toBe(accepts(from[0]!, value));
    if (!sends([sender], value)) continue;
    counts.values += 1;
    expect(takes(to[0]!, value)).toBe(true);
  }
}
