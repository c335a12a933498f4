import { describe, expect, it } from 'vitest';
import type { Bump, Change, Comparison } from '../../registry/compatibility/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import { bumpAt, judgeBump, nextVersion } from './version-bump.ts';

describe('judgeBump', () => {
  it.each<[string, string, Bump, string | undefined]>([
    ['1.4.0', '2.0.0', 'major', undefined],
    ['1.4.0', '1.5.0', 'major', '1.5.0 is a minor step from 1.4.0, and the changes need a major version: declare 2.0.0 or later'],
    ['1.4.0', '1.4.0', 'minor', '1.4.0 is the version of the base, and the changes need a minor version: declare 1.5.0 or later'],
    ['1.4.0', '1.4.0', 'none', undefined],
    ['1.4.0', '2.0.0', 'none', undefined],
    ['1.4.0', '1.3.0', 'none', '1.3.0 is lower than 1.4.0, and versions never go back: declare 1.4.0 or later'],
    ['1.4.0', '1.4.1', 'patch', undefined],
    ['1', '2', 'major', "'1' is no semantic version such as 1.4.0, so it can't be seen whether the changes need a major version"],
  ])('from %s to %s where %s is needed', (base, head, required, message) => {
    expect(judgeBump(base, head, required)).toEqual(
      message === undefined ? { isSufficient: true, required } : { isSufficient: false, required, message },
    );
  });
});

describe('bumpAt', () => {
  it.each<[Change['verdict'][], Criticality, Bump]>([
    [['breaking'], 3, 'major'],
    [['unproven'], 1, 'major'],
    [['unproven'], 2, 'minor'],
    [['unproven', 'breaking'], 2, 'major'],
  ])('%j at criticality %i needs %s', (verdicts, criticality, bump) => {
    const changes = verdicts.map((verdict) => ({ verdict }) as Change);
    const comparison: Comparison = { changes, requiredBump: 'major', notChecked: [] };
    expect(bumpAt(comparison, criticality)).toBe(bump);
  });
});

it.each<[string, Bump, string]>([
  ['1.4.2', 'major', '2.0.0'],
  ['1.4.2', 'minor', '1.5.0'],
  ['1.4.2', 'patch', '1.4.3'],
  ['2.0.0-rc.1', 'major', '2.0.0'],
])('after %s a %s is %s', (version, bump, next) => {
  expect(nextVersion(version, bump)).toBe(next);
});
