import { describe, expect, it } from 'vitest';
import { InterlockError } from '../../errors.ts';
import type { Finding } from '../../registry/contract/index.ts';
import type { ReportContext } from './formatter.ts';
import { formatJson } from './json.ts';
import { formatText } from './text.ts';

const finding: Finding = {
  ruleId: 'operation-description',
  severity: 'warning',
  message: 'say what it does',
  place: { file: 'contracts/a/openapi.yaml', line: 3, column: 5 },
  pointer: '/paths/~1a/get',
  contractId: 'a',
};
const gate: ReportContext = {
  verdict: 'not checked',
  contracts: [
    {
      id: 'a',
      document: 'contracts/a/openapi.yaml',
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
};

describe('text', () => {
  it('writes findings, then contracts, then the sum', () => {
    expect(formatText([finding], gate)).toBe(
      [
        'contracts/a/openapi.yaml:3:5  warning  operation-description  say what it does',
        '',
        'pass         a    contracts/a/openapi.yaml  openapi 3.1.0, 1 operation, 0 messages',
        'not checked  bee  contracts/b/openapi.yaml  SCHEMA_INVALID',
        '',
        'not checked: 2 contracts, 1 pass, 1 not checked; 0 errors, 1 warning, 0 hints',
        '',
      ].join('\n'),
    );
  });

  it('writes one line when there is nothing to say', () => {
    expect(formatText([], { verdict: 'pass' })).toBe('pass: 0 errors, 0 warnings, 0 hints\n');
  });
});

describe('json', () => {
  it('writes the same as data, errors included', () => {
    expect(JSON.parse(formatJson([finding], gate))).toMatchObject({
      verdict: 'not checked',
      contracts: [
        { id: 'a', verdict: 'pass' },
        { id: 'bee', failures: [{ at: 'contracts/b/openapi.yaml:9:1', code: 'SCHEMA_INVALID', detail: 'no such type' }] },
      ],
      findings: [{ at: 'contracts/a/openapi.yaml:3:5', ruleId: 'operation-description', pointer: '/paths/~1a/get' }],
    });
  });
});
