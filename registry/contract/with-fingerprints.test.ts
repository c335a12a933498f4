import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { withFingerprints } from './with-fingerprints.ts';

const finding: Finding = {
  ruleId: 'money-not-number',
  severity: 'error',
  message: 'say money by a string',
  place: { file: 'contracts/a/openapi.yaml', line: 3, column: 5 },
  pointer: '/components/schemas/A/properties/amount',
  contractId: 'a',
};
const of = (change: Partial<Finding>, label = ''): string => withFingerprints([{ ...finding, ...change }], label)[0]!.fingerprint;

describe('withFingerprints', () => {
  it.each<[string, Partial<Finding>, string?]>([
    ['other words', { message: 'no number' }],
    ['other lines', { place: { file: finding.place.file, line: 90 } }],
    ['another severity', { severity: 'hint' }],
    ['another working directory', { place: { file: `../${finding.place.file}` } }, '../'],
  ])('%s: the same', (_, change, label) => {
    expect(of(change, label)).toBe(of({}));
  });

  it.each<[string, Partial<Finding>]>([
    ['rule', { ruleId: 'money-object' }],
    ['contract', { contractId: 'b' }],
    ['file', { place: { file: 'contracts/b/openapi.yaml' } }],
    ['pointer', { pointer: '/components/schemas/B/properties/amount' }],
  ])('another %s: another', (_, change) => {
    expect(of(change)).not.toBe(of({}));
  });

  it('keeps what is there, and gives none twice', () => {
    const given = 'f'.repeat(32);
    const [one, two, three] = withFingerprints([finding, finding, { ...finding, fingerprint: given }]);
    expect(new Set([one!.fingerprint, two!.fingerprint, three!.fingerprint]).size).toBe(3);
    expect(three!.fingerprint).toBe(given);
    expect(one!.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is made of the subject where there is one, wherever it stands', () => {
    const subject = ['a', 'b', 'supplier'];
    const moved = { subject, place: { file: 'contracts/c.yaml', line: 9 }, pointer: '/x', message: 'said otherwise' };
    expect(of(moved)).toBe(of({ subject }));
    expect(of({ subject })).not.toBe(of({}));
    expect(of({ subject: ['a', 'c', 'supplier'] })).not.toBe(of({ subject }));
  });
});
