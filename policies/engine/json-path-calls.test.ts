import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { forbiddenCall } from './json-path-calls.ts';

const require = createRequire(import.meta.url);

describe('forbiddenCall', () => {
  it.each([
    '$.paths[*][get,put].responses',
    "$..[?(@.type && @.type.constructor.name === 'Array' && @.type.includes('array'))]",
    '$..[?(@property.match(/^x-[/(]a\\/b(c)/i) && (@.a || (@.b)))]',
    '$..[?(@ && !(@.a + (1) > 2) && @.c === void (0))]',
    "$.paths['/a(b)']^",
    '$..[(@.length-1)]',
    '$..@string()',
    "$['it\\'s (fine)']",
  ])('lets %s pass', (path) => {
    expect(forbiddenCall(path)).toBeUndefined();
  });

  it.each([
    ["$..[?(@.constructor.constructor('process.exit(7)')())]", '@.constructor.constructor'],
    ["$..[?(@['constructor']['constructor']('x')())]", ']'],
    ["$..[?((@.constructor.constructor)('x'))]", ')'],
    ['$..[?(@.match.constructor(/a/))]', '@.match.constructor'],
    ["$..[?(@.a /@.constructor.constructor('x')()/ 1)]", '@.constructor.constructor'],
    ["$..[?(eval('x'))]", 'eval'],
    ["$..[?(@.name.replace('x', @.constructor))]", '@.name.replace'],
    ['$..[?(@.constructor.constructor`x`)]', '`'],
  ])('finds the call in %s', (path, want) => {
    expect(forbiddenCall(path)).toBe(want);
  });

  it("lets every path of Spectral's own rulesets pass", () => {
    const rulesets = require('@stoplight/spectral-rulesets') as Record<string, { rules: Record<string, { given: unknown }> }>;
    const paths = Object.values(rulesets)
      .flatMap(({ rules }) => Object.values(rules))
      .flatMap(({ given }) => given)
      .filter((given) => typeof given === 'string');
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.map(forbiddenCall).filter((call) => call !== undefined)).toEqual([]);
  });
});
