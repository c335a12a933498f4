import { describe, expect, it } from 'vitest';
import { parseSource, type Waiver } from '../../registry/workspace/index.ts';
import { endWaiver } from './end-waiver.ts';
import { writeWaiver } from './write-waiver.ts';

const sourceOf = (text: string) => parseSource(new TextEncoder().encode(text), 'w.yaml');
const end = (text: string): string => endWaiver(text, sourceOf(text), '2026-03-09');

describe('endWaiver', () => {
  it.each([
    ['a plain day', 'expires: 2026-03-15\n', 'expires: 2026-03-09\n'],
    ['a quoted day', "expires: '2026-03-15'\n", "expires: '2026-03-09'\n"],
    ['quoted both', '"expires" : "2026-03-15"\n', '"expires" : "2026-03-09"\n'],
    [
      'comments',
      '# expires: 2026-03-15\n\nexpires: 2026-03-15 # until 2026-03-15\n',
      '# expires: 2026-03-15\n\nexpires: 2026-03-09 # until 2026-03-15\n',
    ],
    ['CRLF', 'owner: a\r\nexpires: 2026-03-15\r\napprover: b\r\n', 'owner: a\r\nexpires: 2026-03-09\r\napprover: b\r\n'],
    [
      'one line',
      '{ created: 2026-03-01, expires: 2026-03-15, reason: "expires: 2026-03-15" }',
      '{ created: 2026-03-01, expires: 2026-03-09, reason: "expires: 2026-03-15" }',
    ],
    ['no line break at the end', 'expires: 2026-03-15', 'expires: 2026-03-09'],
    [
      'text that speaks of it',
      'reason: |\n  expires: 2026-03-15\nexpires: 2026-03-15\n',
      'reason: |\n  expires: 2026-03-15\nexpires: 2026-03-09\n',
    ],
  ])('rewrites %s and nothing else', (_, text, want) => {
    expect(end(text)).toBe(want);
    expect(sourceOf(want).value).toMatchObject({ expires: '2026-03-09' });
  });

  it.each(['created: &day 2026-03-15\nexpires: *day\n', 'expires:\n  2026-03-15\n'])('refuses %j', (text) => {
    expect(() => end(text)).toThrow(
      expect.objectContaining({ code: 'WAIVER_REFUSED', place: expect.objectContaining({ file: 'w.yaml' }) }),
    );
  });
});

describe('writeWaiver', () => {
  const waiver: Waiver = {
    rule: 'money-not-number',
    contract: 'ledger',
    place: { file: 'contracts/**', pointer: '/components/*' },
    class: 'legacy',
    reason: "It's: a #reason\nof two lines",
    owner: '@jan',
    approver: '*maria',
    created: '2026-03-01',
    expires: '2026-03-15',
  };

  it.each<[string, Waiver]>([
    ['a place', waiver],
    ['a fingerprint', { ...waiver, fingerprint: '12345678901234567890123456789012' }],
    ['a fingerprint like a number', { ...waiver, fingerprint: '1234567890123456789012345678e001' }],
  ])('writes %s so that it reads the same', (_, given) => {
    expect(sourceOf(writeWaiver(given, ['a'])).value).toEqual(given);
  });

  it('keeps what comments quote in comments', () => {
    const text = writeWaiver(waiver, ['found: "a\nrule: other\u2028b\u0085c"', 'second']);
    expect(text.split('\n').slice(0, 3)).toEqual(['# found: "a rule: other b c"', '# second', 'rule: money-not-number']);
  });
});
