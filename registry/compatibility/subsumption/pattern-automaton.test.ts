import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROPERTY_SEED as SEED, propertyRuns } from '../../testing/property-runs.ts';
import type { Automaton } from './automaton.ts';
import { findText } from './find-text.ts';
import { readPattern } from './pattern-automaton.ts';

const RUNS = propertyRuns({ desk: 300, ci: 4000 });

function accepts(automaton: Automaton, text: string): boolean {
  let state: number | undefined = automaton.start;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    state = automaton.transitions(state).find(([characters]) => characters.has(code))?.[1];
    if (state === undefined) return false;
  }
  return automaton.accepts(state);
}

describe('lookarounds', () => {
  test.each<[pattern: string, within: readonly string[], without: readonly string[]]>([
    ['^(?!admin)', ['', 'adm', 'x admin'], ['admin', 'administrator']],
    ['^(?=.*\\d)(?=.*[a-z]).{3,}$', ['a1-', '1ab'], ['a1', 'abc', '123']],
    ['^(?!.*--)[a-z-]+$', ['a-b-c'], ['a--b', '']],
    ['\\bab\\b', ['ab', 'x ab-'], ['abc', 'xab']],
    ['\\Bb', ['ab'], ['b', 'a b']],
    ['(?<=a)b', ['ab', 'xab'], ['b', 'ba']],
    ['(?<!a|^)b', ['xb', 'abb'], ['b', 'ab']],
    ['^(?:(?!end)[a-z])*$', ['en', 'ennd'], ['end', 'aend']],
    ['a(?!$)', ['ab'], ['a', 'ba']],
    ['^(?!a(?=b))', ['ac', 'a'], ['ab']],
    ['^(?!a(?!b))', ['ab', 'c'], ['a', 'ac']],
    ['^(?!admin\\b)', ['admins'], ['admin', 'admin-x']],
  ])('%s', (pattern, within, without) => {
    const { automaton, exact } = readPattern(pattern, 'u', 'over');
    expect(exact).toBe(true);
    for (const text of [...within, ...without]) {
      expect([text, accepts(automaton, text)]).toEqual([text, within.includes(text)]);
      expect(new RegExp(pattern, 'u').test(text)).toBe(within.includes(text));
    }
  });

  test('a negated one does not let a backreference through', () => {
    const over = readPattern('^(a|b)(?!\\1)', 'u', 'over');
    expect(over.exact).toBe(false);
    expect(accepts(over.automaton, 'ab')).toBe(true);
    expect(accepts(readPattern('^(a|b)(?!\\1)', 'u', 'under').automaton, 'aa')).toBe(false);
  });
});

test(`an automaton takes what the regular expression matches (${RUNS} runs, seed ${SEED})`, { timeout: 600_000 }, () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), maxLength: 6 }), { minLength: 12, maxLength: 12 });
  const verdicts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(patterns(3), texts, (pattern, samples) => {
      const { automaton, exact } = readPattern(pattern, 'u', 'over');
      expect(exact || pattern.includes('(?<'), pattern).toBe(true);
      const expression = new RegExp(pattern, 'u');
      for (const text of samples) {
        const accepted = accepts(automaton, text);
        verdicts[accepted ? 'accepted' : 'refused'] += 1;
        if (exact) expect([pattern, text, accepted]).toEqual([pattern, text, expression.test(text)]);
        else expect([pattern, text, accepted || !expression.test(text)]).toEqual([pattern, text, true]);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(RUNS);
});

test('a long password rule is decided', () => {
  const rule = readPattern('^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,64}$', 'u', 'over').automaton;
  const wider = readPattern('^[A-Za-z\\d@$!%*?&]{8,}$', 'u', 'under').automaton;
  const bounds = { shortest: 0, longest: Number.POSITIVE_INFINITY };
  expect(findText({ ...bounds, within: [rule], without: [wider] })).toBe('none');
  expect(findText({ ...bounds, within: [wider], without: [rule] })).toEqual({ text: expect.stringMatching(/^.{8,}$/) });
});

function patterns(depth: number): fc.Arbitrary<string> {
  const atom = fc.constantFrom('a', 'b', '1', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', '\\B', '');
  if (depth === 0) return atom;
  const inner = patterns(depth - 1);
  return fc.oneof(
    { weight: 2, arbitrary: atom },
    { weight: 4, arbitrary: fc.array(inner, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(inner, inner).map(([one, other]) => `(?:${one}|${other})`) },
    { weight: 1, arbitrary: fc.tuple(inner, fc.constantFrom('*', '+', '?', '{2}', '{1,2}')).map(([part, times]) => `(?:${part})${times}`) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('=', '!', '<=', '<!'), inner).map(([kind, part]) => `(?${kind}${part})`) },
  );
}
