import { describe, expect, it } from 'vitest';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import { type Sought, waivableFindings } from './waivable-findings.ts';

const base: Finding = {
  ruleId: 'money-not-number',
  severity: 'error',
  message: 'say money by a string',
  place: { file: '../contracts/ledger/openapi.yaml', line: 3, column: 5 },
  pointer: '/components/schemas/Entry/properties/amount',
  contractId: 'ledger',
};
const waiver = { id: 'w', class: 'legacy', reason: 'r', owner: 'a', approver: 'b', expires: '2026-03-15', place: { file: 'w.yaml' } };
const findings = withFingerprints<Finding>(
  [
    base,
    { ...base, pointer: '/components/schemas/Entry/properties/total', place: { ...base.place, line: 33 } },
    { ...base, ruleId: 'money-object', place: { ...base.place, line: 33 } },
    { ...base, contractId: 'orders', place: { file: '../contracts/orders/openapi.yaml', line: 9 } },
    { ...base, ruleId: 'lock-version-changed', place: { file: '../contracts/registry.lock' }, pointer: '/versions' },
    { ...base, ruleId: 'date-formats', waiver, place: { ...base.place, line: 40 } },
  ],
  '../',
);
const found = (sought: Sought): readonly number[] =>
  waivableFindings(findings, sought, '../').map(({ fingerprint }) => findings.findIndex((each) => each.fingerprint === fingerprint));

describe('waivableFindings', () => {
  it.each<[string, Sought, readonly number[]]>([
    ['a fingerprint', { finding: findings[1]!.fingerprint }, [1]],
    ['the beginning of one', { finding: findings[2]!.fingerprint.slice(0, 8) }, [2]],
    ['its place', { finding: '../contracts/ledger/openapi.yaml:3:5' }, [0]],
    ['its line', { finding: '../contracts/orders/openapi.yaml:9' }, [3]],
    ['line 3, not 33', { finding: '../contracts/ledger/openapi.yaml:3' }, [0]],
    ['its file', { finding: '../contracts/orders/openapi.yaml' }, [3]],
    ['its line and rule', { finding: '../contracts/ledger/openapi.yaml:33', rule: 'money-object' }, [2]],
    ['a place', { rule: 'money-not-number', contract: 'ledger', place: { pointer: '/components/**' } }, [0, 1]],
    ['a file and a place', { rule: 'money-not-number', place: { file: 'contracts/orders/*', pointer: '/**' } }, [3]],
  ])('finds by %s', (_, sought, want) => {
    expect(found(sought)).toEqual(want);
  });

  it.each<[string, Sought, string]>([
    ['what is not there', { finding: 'f'.repeat(32) }, 'finds nothing of the kind'],
    ['several', { finding: '../contracts/ledger/openapi.yaml:33' }, '2 findings are meant; say which by its fingerprint'],
    ['two contracts', { rule: 'money-not-number', place: { pointer: '/**' } }, 'one rule on one contract'],
    ['a lock', { rule: 'lock-version-changed' }, 'nobody may waive this: '],
    ['what is waived', { rule: 'date-formats' }, 'it is waived already, until 2026-03-15 by w.yaml'],
  ])('refuses %s', (_, sought, detail) => {
    expect(() => found(sought)).toThrow(expect.objectContaining({ code: 'WAIVER_REFUSED', detail: expect.stringContaining(detail) }));
  });
});
