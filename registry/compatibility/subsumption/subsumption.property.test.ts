import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Schema } from '../../contract/index.ts';
import { createSubsumption } from './index.ts';
import { contractOfSchemas } from './testing/contract-of-schemas.ts';
import { mutateSchemas, rewriteSchemas } from './testing/random-rewrites.ts';
import { randomSchemas } from './testing/random-schemas.ts';
import { randomFrom, randomSeed, randomValue } from './testing/random-values.ts';

const RUNS = Number(process.env['INTERLOCK_PROPERTY_RUNS'] ?? 100);
const SEED = Number(process.env['INTERLOCK_PROPERTY_SEED'] ?? 20_261_122);
const VALUES_A_PAIR = 60;
const ROOT: Schema = { $ref: 'schema:0' };
const schemaLists = randomSchemas({ named: 2, formats: false, rare: false });

function decide(from: readonly Schema[], to: readonly Schema[]) {
  const engine = createSubsumption(contractOfSchemas(from), contractOfSchemas(to), { direction: 'event', profile: 'exact' });
  return engine.subsumes(ROOT, ROOT);
}

/** A validator of its own, which shares nothing with the engine. */
function validatorOf(schemas: readonly Schema[]): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
  for (const [index, schema] of schemas.entries()) ajv.addSchema(schema, `schema:${index}`);
  const validate = ajv.getSchema('schema:0')!;
  return (value) => validate(value) as boolean;
}

test(`a rewrite that means the same is never refused (${RUNS} runs, seed ${SEED})`, { timeout: 300_000 }, () => {
  const answers = { yes: 0, unknown: 0 };
  fc.assert(
    fc.property(schemaLists, randomSeed, (schemas, seed) => {
      const rewritten = rewriteSchemas(schemas, randomFrom(seed));
      for (const decision of [decide(schemas, rewritten), decide(rewritten, schemas)]) {
        expect(decision.answer).not.toBe('no');
        answers[decision.answer as 'yes' | 'unknown']++;
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  console.log(`rewrites: ${answers.yes} yes, ${answers.unknown} unknown`);
  expect(answers.unknown).toBeLessThan(RUNS / 5);
});

test(`every yes survives sampled values, every no has a witness (${RUNS} runs, seed ${SEED})`, { timeout: 300_000 }, () => {
  const answers = { yes: 0, no: 0, unknown: 0, values: 0 };
  fc.assert(
    fc.property(schemaLists, schemaLists, randomSeed, (schemas, spare, seed) => {
      const random = randomFrom(seed);
      const mutated = mutateSchemas(schemas, spare, random);
      const [accepts, acceptsMutated] = [validatorOf(schemas), validatorOf(mutated)];
      const decision = decide(schemas, mutated);
      answers[decision.answer]++;
      if (decision.answer === 'no') expect([accepts(decision.witness), acceptsMutated(decision.witness)]).toEqual([true, false]);
      if (decision.answer !== 'yes') return;
      for (let count = 0; count < VALUES_A_PAIR; count++) {
        const value = randomValue(ROOT, schemas, random);
        if (!accepts(value)) continue;
        answers.values++;
        expect(acceptsMutated(value), JSON.stringify({ schemas, mutated, value })).toBe(true);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  console.log(`pairs: ${answers.yes} yes (${answers.values} values), ${answers.no} no, ${answers.unknown} unknown`);
  expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(RUNS / 20);
});
