import { expect, test } from 'vitest';
import { memoryTree, readContract } from '../contract/index.ts';
import { Allowance, type CompareBudget } from './budget.ts';
import { compareContracts } from './index.ts';

/** A contract of two operations, whose answers hold a property of the type. */
function contractOf(type: string) {
  const item = { type: 'object', required: ['id'], properties: { id: { type }, next: { $ref: '#/components/schemas/Item' } } };
  const get = {
    responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Items', version: '1.0.0' },
    paths: { '/a': { get }, '/b': { get } },
    components: { schemas: { Item: item } },
  };
  return readContract(memoryTree({ 'a.json': JSON.stringify(document) }), 'a.json');
}

const compareWithin = async (budget: CompareBudget) =>
  compareContracts(await contractOf('string'), await contractOf('integer'), { budget });

test.each<readonly [string, CompareBudget, string]>([
  ['time', { milliseconds: 0 }, 'the budget of 0 s was used up after 1 of 2 operations'],
  ['memory', { megabytes: 1 }, 'the budget of 1 MB of memory was used up after 1 of 2 operations'],
  ['schemas', { schemas: 0 }, 'the base is too large: it names 1 schemas, the budget is 0'],
])('what lies beyond a budget of %s is not checked', async (_name, budget, reason) => {
  const { notChecked } = await compareWithin(budget);
  expect(notChecked).toEqual([{ reason }]);
});

test('what a budget has room for is checked', async () => {
  const { changes, notChecked } = await compareWithin({ milliseconds: 60_000, megabytes: 10_000, schemas: 1 });
  expect(notChecked).toEqual([]);
  expect(changes.map(({ ruleId, operations }) => [ruleId, operations.length])).toEqual([['type-changed', 2]]);
});

test('each question has as many steps, and the whole ends with its time', () => {
  const allowance = new Allowance();
  let steps = 0;
  while (allowance.step()) steps += 1;
  allowance.begin();
  expect([steps, allowance.step(), allowance.spent]).toEqual([200_000, true, undefined]);
  const none = new Allowance({ milliseconds: -1 });
  none.begin();
  expect([none.step(), none.spent]).toEqual([false, 'the budget of -0.001 s was used up']);
});
