import { describe, expect, it } from 'vitest';
import { readContract } from '../../contract/index.ts';
import { readCaseTable, type CompatibilityCase, type SchemaSlot } from './case-table.ts';
import { CASE_DOCUMENT, expandCase } from './expand-case.ts';
import { probe, probeVerdicts } from './probe-schema.ts';
import { contradictedValues } from './second-opinion.ts';

const TABLE = readCaseTable();
const AREAS = [...new Set(TABLE.map(({ area }) => area))];

describe('the table of cases', () => {
  it('is large, and names each case once', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(260);
    const names = TABLE.map(({ area, name }) => `${area}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  describe.each(AREAS)('%s', (area) => {
    const cases = TABLE.filter((one) => one.area === area);
    const expanded = cases.flatMap((one) => Object.keys(one.want).map((slot) => [one.name, slot as SchemaSlot, one] as const));

    it.each(expanded)('%s [%s] reads without error', async (_name, slot, one) => {
      const { base, head } = expandCase(one, slot);
      const contracts = await Promise.all([base, head].map((tree) => readContract(tree, CASE_DOCUMENT)));
      expect(contracts.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')).toEqual([]);
    });

    const probed = cases.filter((one) => one.isProbed && 'schema' in one.base);
    it.each(probed.map((one) => [one.name, one] as const))('%s agrees with plain JSON Schema', async (_name, one) => {
      expect(contradictions(one)).toEqual([]);
      expect(await contradictedValues(one, probeVerdicts(one))).toEqual([]);
    });
  });
});

/** Where values speak against the table: lost ones where nothing is to break, none where something is. */
function contradictions(one: CompatibilityCase): readonly string[] {
  const forward = probe(one, one.base, one.head).lost;
  const backward = probe(one, one.head, one.base).lost;
  const lostBySlot = { request: forward, receive: forward, response: backward, send: backward };
  return Object.entries(lostBySlot).flatMap(([slot, lost]) => {
    const verdicts = one.want[slot as SchemaSlot]?.verdicts ?? [];
    if (verdicts.length === 0) return [];
    if (!verdicts.includes('breaking') && lost.length > 0) return [`${slot} is ${verdicts.join('|')}, but loses ${JSON.stringify(lost)}`];
    const breaksOnly = verdicts.every((verdict) => verdict === 'breaking');
    return breaksOnly && lost.length === 0 && !one.isWithdrawal ? [`${slot} is breaking, but no probe is lost`] : [];
  });
}
