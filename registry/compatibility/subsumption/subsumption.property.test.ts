import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { PROPERTY_SEED as SEED, propertyRuns } from '../../testing/property-runs.ts';
import { secondValidator } from '../../testing/second-validator.ts';
import { createSubsumption } from './index.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';
import { mutateSchemas, rewriteSchemas } from './testing/random-rewrites.ts';
import { randomSchemas } from './testing/random-schemas.ts';
import { randomFrom, randomSeed, randomValue } from './testing/random-values.ts';
import { openValidators } from './testing/validators.ts';

const REWRITES = propertyRuns({ desk: 100, ci: 1500 });
const PAIRS = propertyRuns({ desk: 100, ci: 2500 });
const FORMATS = propertyRuns({ desk: 60, ci: 800 });
const VALUES_A_PAIR = 60;
/** Of values that the second validator judges: it takes minutes for some larger ones. */
const MOST_CHARACTERS = 200;
const ROOT: Schema = { $ref: 'schema:0' };
const MINUTES = 60_000;

function engineOf(from: readonly Schema[], to: readonly Schema[]) {
  return createSubsumption(contractOfSchemas(from), contractOfSchemas(to), { direction: 'event', profile: 'exact' });
}

test(`a rewrite that means the same is never refused (${REWRITES} runs, seed ${SEED})`, { timeout: 20 * MINUTES }, () => {
  const answers = { yes: 0, unknown: 0 };
  fc.assert(
    fc.property(randomSchemas({ named: 2, formats: true, rare: true }), randomSeed, (schemas, seed) => {
      const rewritten = rewriteSchemas(schemas, randomFrom(seed));
      for (const decision of [engineOf(schemas, rewritten).subsumes(ROOT, ROOT), engineOf(rewritten, schemas).subsumes(ROOT, ROOT)]) {
        expect(decision.answer).not.toBe('no');
        answers[decision.answer as 'yes' | 'unknown'] += 1;
      }
    }),
    { numRuns: REWRITES, seed: SEED },
  );
  console.log(`rewrites: ${answers.yes} yes, ${answers.unknown} unknown`);
  expect(answers.unknown).toBeLessThanOrEqual(REWRITES / 100);
});

test(
  `every yes survives sampled values, every no has a witness, by two validators (${PAIRS} runs, seed ${SEED})`,
  {
    timeout: 20 * MINUTES,
  },
  async () => {
    const counts = { yes: 0, no: 0, unknown: 0, witnesses: 0, values: 0, verdicts: 0 };
    const lists = randomSchemas({ named: 2, formats: false, rare: true });
    await fc.assert(
      fc.asyncProperty(lists, lists, randomSeed, async (schemas, spare, seed) => {
        const random = randomFrom(seed);
        const mutated = mutateSchemas(schemas, spare, random);
        const [accepts, acceptsMutated] = [await secondValidator(schemas), await secondValidator(mutated)];
        const [judge, judgeMutated] = [
          openValidators(contractOfSchemas(schemas), 'event'),
          openValidators(contractOfSchemas(mutated), 'event'),
        ];
        const engine = engineOf(schemas, mutated);
        const decision = engine.subsumes(ROOT, ROOT);
        counts[decision.answer] += 1;
        for (const { witness } of decision.answer === 'no' ? decision.failures : []) {
          counts.witnesses += 1;
          expect([accepts(witness), acceptsMutated(witness)], JSON.stringify({ schemas, mutated, witness })).toEqual([true, false]);
          expect([judge(ROOT, witness), judgeMutated(ROOT, witness)]).toEqual([true, false]);
        }
        for (let count = 0; count < VALUES_A_PAIR; count += 1) {
          const value = randomValue(ROOT, schemas, random);
          const isSent = judge(ROOT, value);
          expect(engine.senderAccepts(ROOT, value), JSON.stringify({ schemas, value })).toBe(isSent);
          const isSmall = JSON.stringify(value).length <= MOST_CHARACTERS;
          if (isSmall) {
            counts.verdicts += 1;
            expect(accepts(value), JSON.stringify({ schemas, value })).toBe(isSent);
          }
          if (decision.answer !== 'yes' || !isSent) continue;
          counts.values += 1;
          expect(judgeMutated(ROOT, value), JSON.stringify({ schemas, mutated, value })).toBe(true);
          if (isSmall) expect(acceptsMutated(value), JSON.stringify({ schemas, mutated, value })).toBe(true);
        }
      }),
      { numRuns: PAIRS, seed: SEED },
    );
    const { yes, no, unknown, witnesses, values, verdicts } = counts;
    console.log(
      `pairs: ${yes} yes (${values} values), ${no} no (${witnesses} witnesses), ${unknown} unknown; ${verdicts} verdicts of two validators`,
    );
    expect(Math.min(yes, no)).toBeGreaterThan(PAIRS / 20);
    expect(unknown).toBeLessThanOrEqual(PAIRS / 50);
  },
);

test(`formats: every yes survives sampled values (${FORMATS} runs, seed ${SEED})`, { timeout: 20 * MINUTES }, () => {
  const counts = { yes: 0, no: 0, unknown: 0, values: 0 };
  const lists = randomSchemas({ named: 1, formats: true, rare: false });
  fc.assert(
    fc.property(lists, lists, randomSeed, (schemas, spare, seed) => {
      const random = randomFrom(seed);
      const mutated = mutateSchemas(schemas, spare, random);
      const engine = engineOf(schemas, mutated);
      const decision = engine.subsumes(ROOT, ROOT);
      counts[decision.answer] += 1;
      for (let count = 0; count < VALUES_A_PAIR && decision.answer === 'yes'; count += 1) {
        const value = randomValue(ROOT, schemas, random);
        if (!engine.senderAccepts(ROOT, value)) continue;
        counts.values += 1;
        expect(engine.receiverAccepts(ROOT, value), JSON.stringify({ schemas, mutated, value })).toBe(true);
      }
    }),
    { numRuns: FORMATS, seed: SEED },
  );
  console.log(`formats: ${counts.yes} yes (${counts.values} values), ${counts.no} no, ${counts.unknown} unknown`);
  expect(counts.unknown).toBeLessThanOrEqual(FORMATS / 50);
});
