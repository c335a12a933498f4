import { InterlockError } from '../../errors.ts';
import type { ReportContext, ReportFinding } from './formatter.ts';

/** A finding of a linter, in a message of which every format has something to escape. */
export const lintFinding: ReportFinding = {
  ruleId: 'operation-description',
  severity: 'warning',
  message: 'say <what> it "does", 100 % | once\nand for all',
  place: { file: 'contracts/a b/openapi.yaml', line: 3, column: 5 },
  end: { line: 3, column: 9 },
  pointer: '/paths/~1a/get',
  contractId: 'a',
};

/** A finding about a change, with its witness. */
export const changeFinding: ReportFinding = {
  ruleId: 'enum-value-added',
  severity: 'error',
  message: '"lost" is new',
  place: { file: 'contracts/a b/openapi.yaml', line: 20, column: 9 },
  pointer: '/components/schemas/Order/properties/status',
  contractId: 'a',
  fingerprint: '0123456789abcdef0123456789abcdef',
  change: {
    verdict: 'breaking',
    page: 'docs/changes/enum-value-added.md',
    area: 'schema',
    kind: 'enum',
    action: 'widened',
    direction: 'response',
    operations: ['GET /orders/{}'],
    fingerprint: '0123456789abcdef0123456789abcdef',
    basePlace: { file: 'main:contracts/a b/openapi.yaml', line: 18, column: 9 },
    headPlace: { file: 'contracts/a b/openapi.yaml', line: 20, column: 9 },
    witness: {
      kind: 'response',
      request: { method: 'GET', url: '/orders/1', headers: { accept: 'application/json' } },
      response: { status: 200, headers: { 'content-type': 'application/json' }, body: { text: '{"status":"lost"}' } },
      base: {
        accepted: false,
        says: 'rejects it',
        violations: [
          {
            code: 'invalid-body',
            message: 'not in the list',
            pointer: '/status',
            place: { file: 'main:contracts/a b/openapi.yaml', line: 18, column: 9 },
          },
        ],
      },
      head: { accepted: true, says: 'sends it', violations: [] },
    },
  },
};

/** A finding that a waiver lets stand, in words of which every format has something to escape. */
export const waivedFinding: ReportFinding = {
  ruleId: 'money-not-number',
  severity: 'error',
  message: 'say money by a string',
  place: { file: 'contracts/a b/openapi.yaml', line: 30, column: 1 },
  pointer: '/components/schemas/Order/properties/amount',
  contractId: 'a',
  fingerprint: 'fedcba9876543210fedcba9876543210',
  waiver: {
    id: 'a-money',
    class: 'legacy',
    reason: 'goes with "v2" | <May>',
    owner: '@jan',
    approver: '@maria',
    expires: '2026-03-15',
    place: { file: 'policies/waivers/a-money.yaml', line: 1, column: 1 },
  },
};

/** A report on two contracts, one of which cannot be read, and one comparison. */
export const report: ReportContext = {
  verdict: 'not checked',
  contracts: [
    {
      id: 'a',
      document: 'contracts/a b/openapi.yaml',
      verdict: 'pass',
      specification: { format: 'openapi', version: '3.1.0' },
      operations: 1,
      messages: 0,
    },
    {
      id: 'bee',
      document: 'contracts/b/openapi.yaml',
      verdict: 'not checked',
      failures: [new InterlockError('SCHEMA_INVALID', 'no such type', { place: { file: 'contracts/b/openapi.yaml', line: 9, column: 1 } })],
    },
  ],
  comparisons: [
    {
      id: 'a',
      verdict: 'fail',
      base: { name: 'main:contracts/a b/openapi.yaml', version: '1.0.0' },
      head: { name: 'contracts/a b/openapi.yaml', version: '1.1.0' },
      profile: 'wire',
      requiredBump: 'major',
      counts: { breaking: 1, unproven: 0, warning: 0, compatible: 2 },
      notChecked: [],
    },
  ],
  approvals: [
    { contractId: 'a', required: 2, approvers: ['ledger|stewards', '@maria'], because: ['document', 'contract.yaml'] },
    { contractId: 'bee', required: 0, approvers: ['b'], because: ['document'] },
  ],
  against: { ref: 'main', asOf: '2026-03-01' },
  isExplained: true,
};
