import { describe, expect, it } from 'vitest';
import { type VersionStep, compareVersions, parseVersion, versionStep } from './semantic-version.ts';

describe('parseVersion', () => {
  it.each(['1.2.3', '0.0.0', '1.0.0-rc.1', '1.0.0-0a.-', '1.0.0+build.7'])('reads %s', (text) => {
    expect(parseVersion(text)).toBeDefined();
  });
  it.each(['1', '1.2', 'v1.2.3', '01.2.3', '1.2.3-', '1.2.3-01', '', '1.2.3 '])("refuses '%s'", (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

it('orders as the specification does (§11)', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '2.0.0',
  ];
  const shuffled = ordered.toReversed().map((text) => ({ text, version: parseVersion(text)! }));
  expect(shuffled.sort((one, other) => compareVersions(one.version, other.version)).map(({ text }) => text)).toEqual(ordered);
});

describe('versionStep', () => {
  it.each<[string, string, VersionStep]>([
    ['1.4.0', '1.4.0', 'none'],
    ['1.4.0', '1.4.0+build', 'none'],
    ['1.4.0', '1.4.1', 'patch'],
    ['1.4.0', '1.5.0', 'minor'],
    ['1.4.9', '2.0.0', 'major'],
    ['1.4.0', '2.0.0-rc.1', 'major'],
    ['1.4.0', '1.3.9', 'lower'],
    ['2.0.0', '2.0.0-rc.1', 'lower'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major'],
    ['2.1.0-rc.1', '2.1.0', 'minor'],
    ['2.1.1-rc.1', '2.1.1', 'patch'],
    ['0.4.0', '0.5.0', 'minor'],
  ])('from %s to %s is %s', (from, to, step) => {
    expect(versionStep(parseVersion(from)!, parseVersion(to)!)).toBe(step);
  });
});
