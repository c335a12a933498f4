import { expect, it } from 'vitest';
import { describeInputs } from './describe-inputs.ts';

const context = { verdict: 'pass', asOf: '2026-03-01', inputs: new Map([['a.yaml', '00']]), versions: { interlock: '1.2.3' } } as const;

it('names how many files, the day, the version, and one hash of it all', () => {
  expect(describeInputs(context)).toMatch(/^Rests on 1 file, as of 2026-03-01, Interlock 1\.2\.3; together sha256 [0-9a-f]{64}$/);
  expect(describeInputs({ verdict: 'pass' })).toBeUndefined();
});

it.each([
  { inputs: new Map([['a.yaml', '01']]) },
  { inputs: new Map([['b.yaml', '00']]) },
  { asOf: '2026-03-02' },
  { versions: { interlock: '1.2.3', ajv: '9' } },
])('has another hash with %j', (other) => {
  const hash = (text: string | undefined) => text?.slice(-64);
  expect(hash(describeInputs({ ...context, ...other }))).not.toBe(hash(describeInputs(context)));
  expect(hash(describeInputs({ ...context }))).toBe(hash(describeInputs(context)));
});
