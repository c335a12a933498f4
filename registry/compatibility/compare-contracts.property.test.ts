import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileContract, type Contract, type HttpOperation, type Schema } from '../contract/index.ts';
import { PROPERTY_SEED as SEED, propertyRuns } from '../testing/property-runs.ts';
import { compareContracts, type Change, type ChangeDirection, type NotChecked } from './index.ts';
import { mutateSchemas, rewriteSchemas } from './subsumption/testing/random-rewrites.ts';
import { randomFrom, randomSeed, randomValue, type Random } from './subsumption/testing/random-values.ts';
import { contractOfModels } from './testing/document-of-models.ts';
import { HIDDEN_NAMES, randomModels } from './testing/random-models.ts';

const SAME = propertyRuns({ desk: 40, ci: 400 });
const PAIRS = propertyRuns({ desk: 60, ci: 800 });
const VALUES_A_PAIR = 40;

test(`what is written otherwise is no change (${SAME} runs, seed ${SEED})`, { timeout: 1_200_000 }, async () => {
  let undecided = 0;
  await fc.assert(
    fc.asyncProperty(randomModels(), randomSeed, async (models, seed) => {
      const original = await contractOfModels(models, '3.1.0');
      const rewritten = rewriteSchemas(models, randomFrom(seed), carriesMeaningByPlace);
      for (const other of [await contractOfModels(models, '3.0.3'), await contractOfModels(rewritten, '3.1.0')]) {
        for (const { changes, notChecked } of [compareContracts(original, other), compareContracts(other, original)]) {
          const isUndecided = ({ reason }: NotChecked) => reason.includes('alternatives declare the same property');
          undecided += notChecked.filter(isUndecided).length;
          const others = notChecked.filter((one) => !isUndecided(one));
          expect([...changes.map(describeChange), ...others], JSON.stringify({ models, rewritten })).toEqual([]);
        }
      }
    }),
    { numRuns: SAME, seed: SEED },
  );
  console.log(`rewritten contracts: ${SAME * 4} comparisons, ${undecided} not decided`);
  expect(undecided).toBeLessThanOrEqual(SAME / 10);
});

test(`what breaks nobody is accepted, what breaks is shown (${PAIRS} runs, seed ${SEED})`, { timeout: 1_200_000 }, async () => {
  const counts = { quiet: 0, breaking: 0, unproven: 0, values: 0, unread: 0 };
  await fc.assert(
    fc.asyncProperty(randomModels(), randomModels(), randomSeed, async (models, spare, seed) => {
      const random = randomFrom(seed);
      const base = await contractOfModels(models, '3.1.0');
      const head = await contractOfModels(mutateSchemas(models, spare, random), '3.1.0').catch(() => undefined);
      if (head === undefined) {
        counts.unread += 1;
        return;
      }
      for (const profile of ['wire', 'exact'] as const) {
        const { changes } = compareContracts(base, head, { profile });
        counts.breaking += changes.filter(({ verdict }) => verdict === 'breaking').length;
        counts.unproven += changes.filter(({ verdict }) => verdict === 'unproven').length;
        expect(changes.flatMap(faultsOfWitness)).toEqual([]);
        if (profile === 'wire') continue;
        if (isQuiet(changes, 'request')) counts.values += checkRequests(base, head, random);
        if (isQuiet(changes, 'response')) counts.values += checkResponses(head, base, random);
        if (isQuiet(changes, 'request') && isQuiet(changes, 'response')) counts.quiet += 1;
      }
    }),
    { numRuns: PAIRS, seed: SEED },
  );
  const { quiet, breaking, unproven, values, unread } = counts;
  console.log(`contracts: ${quiet} quiet (${values} values), ${breaking} breaking changes, ${unproven} unproven, ${unread} not read`);
  expect(Math.min(quiet, breaking)).toBeGreaterThan(PAIRS / 10);
  expect(unproven).toBeLessThanOrEqual(breaking / 50);
  expect(unread).toBeLessThan(PAIRS / 5);
});

/** Wrapping these in alternatives, or writing out what they refer to, may change what they mean. */
function carriesMeaningByPlace(schema: Schema): boolean {
  return typeof schema === 'object' && ('readOnly' in schema || 'writeOnly' in schema || JSON.stringify(schema).includes('discriminator'));
}

function isQuiet(changes: readonly Change[], direction: ChangeDirection): boolean {
  return !changes.some((change) => change.direction === direction && (change.verdict === 'breaking' || change.verdict === 'unproven'));
}

function faultsOfWitness({ verdict, ruleId, witness }: Change): readonly string[] {
  if (verdict !== 'breaking') return [];
  if (witness === undefined) return [`${ruleId} has no witness`];
  const isShown = witness.base.accepted !== witness.head.accepted || witness.head.says.startsWith('no longer');
  return isShown ? [] : [`${ruleId}: both agree on ${JSON.stringify(witness)}`];
}

/** What clients of the base send, the head takes. */
function checkRequests(base: Contract, head: Contract, random: Random): number {
  const [from, to] = [compileContract(base), compileContract(head)];
  let count = 0;
  for (const value of valuesOf(base, random, 'readOnly')) {
    const request = { method: 'POST', url: '/things', body: { value } };
    if (!from.acceptsRequest(request).accepted) continue;
    count += 1;
    expect(to.acceptsRequest(request).accepted, JSON.stringify({ value, base: listOf(base), head: listOf(head) })).toBe(true);
  }
  return count;
}

/** What the head answers, clients of the base know. */
function checkResponses(head: Contract, base: Contract, random: Random): number {
  const [from, to] = [compileContract(head), compileContract(base)];
  let count = 0;
  for (const value of valuesOf(head, random, 'writeOnly')) {
    const response = { status: 200, body: { value } };
    if (!from.permitsResponse(operationOf(head), response).accepted) continue;
    count += 1;
    const verdict = to.permitsResponse(operationOf(base), response);
    expect(verdict.accepted, JSON.stringify({ value, base: listOf(base), head: listOf(head) })).toBe(true);
  }
  return count;
}

function operationOf(contract: Contract): HttpOperation {
  const [operation] = contract.operations;
  if (operation?.kind !== 'http') throw new Error('the contract has no operation');
  return operation;
}

/** The schemas of a contract, by number. */
function listOf(contract: Contract): readonly Schema[] {
  const list: Schema[] = [];
  for (const { id, schema } of contract.schemas.values()) list[Number(id.split(':')[1])] = schema;
  return Array.from(list, (schema) => schema ?? true);
}

/** Random bodies, without properties that may be hidden on the way: those are never sent. */
function valuesOf(contract: Contract, random: Random, hiding: keyof typeof HIDDEN_NAMES): readonly unknown[] {
  const schemas = listOf(contract);
  const hides = JSON.stringify(schemas).includes(`"${hiding}":true`);
  const root = operationOf(contract).requestBody!.content[0]!.schema;
  return Array.from({ length: VALUES_A_PAIR }, () => {
    const value = randomValue(root, schemas, random);
    return hides ? without(value, HIDDEN_NAMES[hiding]) : value;
  });
}

function without(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (key === name ? [] : [[key, without(part, name)]])));
}

function describeChange({ verdict, ruleId, message, direction, reason, pointer }: Change): string {
  return `${verdict} ${ruleId} (${direction} ${pointer}): ${message} ${reason ?? ''}`;
}
