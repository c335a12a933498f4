/** A version by Semantic Versioning 2.0.0. Build metadata is no part of it. */
export interface SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers of a pre-release, `['rc', '1']`; none for a release. */
  readonly prerelease: readonly string[];
}

/** By what one version is higher than another: `none` when they are equal, `lower` when it is not higher at all. */
export type VersionStep = 'major' | 'minor' | 'patch' | 'none' | 'lower';

const PATTERN =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*))?(?:\+[\dA-Za-z.-]+)?$/;

/** Reads a version; undefined for text that is none. */
export function parseVersion(text: string): SemanticVersion | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, prerelease] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease: prerelease?.split('.') ?? [] };
}

/** Orders versions by precedence (Semantic Versioning §11): negative when the first comes first. */
export function compareVersions(one: SemanticVersion, other: SemanticVersion): number {
  const core = one.major - other.major || one.minor - other.minor || one.patch - other.patch;
  if (core !== 0) return core;
  if (one.prerelease.length === 0 || other.prerelease.length === 0) return other.prerelease.length - one.prerelease.length;
  for (const [index, identifier] of one.prerelease.entries()) {
    const order = compareIdentifiers(identifier, other.prerelease[index]);
    if (order !== 0) return order;
  }
  return one.prerelease.length - other.prerelease.length;
}

/**
 * The step from one version to another. A pre-release promises nothing yet (§9), so what follows it on the way to its release counts as
 * the step that the release is: from 2.0.0-rc.1 to 2.0.0 is a major.
 */
export function versionStep(from: SemanticVersion, to: SemanticVersion): VersionStep {
  const order = compareVersions(from, to);
  if (order === 0) return 'none';
  if (order > 0) return 'lower';
  if (from.major !== to.major) return 'major';
  const fromPrerelease = from.prerelease.length > 0;
  if (fromPrerelease && from.minor === 0 && from.patch === 0) return 'major';
  if (from.minor !== to.minor || (fromPrerelease && from.patch === 0)) return 'minor';
  return 'patch';
}

function compareIdentifiers(one: string, other: string | undefined): number {
  if (other === undefined) return 1;
  const isNumber = /^\d+$/;
  if (isNumber.test(one) && isNumber.test(other)) return Number(one) - Number(other);
  if (isNumber.test(one) !== isNumber.test(other)) return isNumber.test(one) ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
