import { describe, expect, it } from 'vitest';
import { memoryTree, readContract } from '../../contract/index.ts';
import type { Change } from '../change.ts';
import { compareContracts } from '../compare-contracts.ts';
import type { ConsumerUse, OperationUse } from './consumer-use.ts';
import { type Edit, EVENT_USE_CASES, EVENTS, HTTP_USE_CASES, ORDERS } from './testing/use-cases.ts';

async function compare(document: string, edits: readonly Edit[], consumers: readonly ConsumerUse[]): Promise<readonly Change[]> {
  let edited = document;
  for (const [from, to] of edits) {
    expect(edited.split(from)).toHaveLength(2);
    edited = edited.replace(from, to);
  }
  const [base, head] = await Promise.all([document, edited].map((text) => readContract(memoryTree({ 'api.yaml': text }), 'api.yaml')));
  return compareContracts(base!, head!, { consumers }).changes;
}

function consumer(operations: readonly OperationUse[] | undefined, rest: Partial<ConsumerUse> = {}): ConsumerUse {
  return { consumer: 'app', isProduction: true, validates: false, ...(operations && { operations }), ...rest };
}

describe('the severity of a change', () => {
  const rows = [...HTTP_USE_CASES.map((row) => [ORDERS, row] as const), ...EVENT_USE_CASES.map((row) => [EVENTS, row] as const)].flatMap(
    ([document, [name, ruleId, edits, { used, unused }]]) => [
      ...used.map((use) => ({ name, use, hits: true, document, ruleId, edits })),
      ...unused.map((use) => ({ name, use, hits: false, document, ruleId, edits })),
    ],
  );

  it.each(rows)('$name: $use hits $hits', async ({ document, ruleId, edits, use, hits }) => {
    const changes = await compare(document, edits, [consumer([use])]);
    const [change, second] = changes.filter((each) => each.ruleId === ruleId && each.verdict !== 'compatible');
    expect(second).toBeUndefined();
    expect(change).toMatchObject({
      verdict: 'breaking',
      severity: hits ? 'error' : 'warning',
      usedBy: hits ? [{ consumer: 'app', isProduction: true }] : [],
    });
  });

  const PHONE_GONE: readonly Edit[] = [[', phone: { type: string } }', ' }']];
  const PHONE_NUMBER: readonly Edit[] = [['phone: { type: string }', 'phone: { type: integer }']];
  const reader = (reads: readonly string[], rest: Partial<ConsumerUse> = {}) => consumer([{ operation: 'listOrders', reads }], rest);

  it.each<[string, readonly Edit[], readonly ConsumerUse[], Partial<Change>]>([
    ['no consumer at all is unknown use', PHONE_GONE, [], { severity: 'error' }],
    [
      'a consumer that says nothing may use all',
      PHONE_GONE,
      [consumer(undefined)],
      { severity: 'error', usedBy: [{ consumer: 'app', isProduction: true }] },
    ],
    [
      'one user among many is enough',
      PHONE_GONE,
      [reader([]), reader(['/items'], { consumer: 'b' })],
      { severity: 'error', usedBy: [{ consumer: 'b', isProduction: true }] },
    ],
    [
      'use in test alone warns',
      PHONE_GONE,
      [reader(['/*'], { isProduction: false })],
      { severity: 'warning', usedBy: [{ consumer: 'app', isProduction: false }] },
    ],
    [
      'who takes whole messages or none is hit where it does not read',
      PHONE_NUMBER,
      [reader([], { validates: true })],
      { severity: 'error', usedBy: [{ consumer: 'app', isProduction: true }] },
    ],
    ['who reads loosely is not', PHONE_NUMBER, [reader([])], { severity: 'warning', usedBy: [] }],
    ['what is only gone hits no such reader', PHONE_GONE, [reader([], { validates: true })], { severity: 'warning', usedBy: [] }],
  ])('%s', async (_, edits, consumers, want) => {
    const [change] = (await compare(ORDERS, edits, consumers)).filter(({ verdict }) => verdict !== 'compatible');
    expect(change).toMatchObject({ verdict: 'breaking', ...want });
    if (consumers.length === 0) expect(change).not.toHaveProperty('usedBy');
  });

  it('never lowers the version that is needed', async () => {
    const [base, head] = await Promise.all(
      [ORDERS, ORDERS.replace(...(PHONE_GONE[0] as [string, string]))].map((text) =>
        readContract(memoryTree({ 'api.yaml': text }), 'api.yaml'),
      ),
    );
    expect(compareContracts(base!, head!, { consumers: [reader([])] }).requiredBump).toBe('major');
  });
});
