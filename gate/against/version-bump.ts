import { type Bump, type Comparison } from '../../registry/compatibility/index.ts';
import { type Criticality, parseVersion, type VersionStep, versionStep } from '../../registry/workspace/index.ts';

const RANK: Readonly<Record<VersionStep, number>> = { lower: -1, none: 0, patch: 1, minor: 2, major: 3 };

/** Whether the declared version is high enough. */
export type BumpVerdict =
  | { readonly isSufficient: true; readonly required: Bump }
  | { readonly isSufficient: false; readonly required: Bump; readonly message: string };

/**
 * The bump that a comparison needs at a criticality: at 0 and 1 what is unproven counts as breaking, at 2 and 3 as any other change.
 * Severity has no say.
 */
export function bumpAt({ changes, requiredBump }: Comparison, criticality: Criticality | undefined): Bump {
  if (requiredBump !== 'major' || (criticality ?? 0) <= 1) return requiredBump;
  return changes.some(({ verdict }) => verdict === 'breaking') ? 'major' : 'minor';
}

/** Holds the step from one declared version to another against the bump that is needed. */
export function judgeBump(baseVersion: string, headVersion: string, required: Bump): BumpVerdict {
  const [from, to] = [parseVersion(baseVersion), parseVersion(headVersion)];
  if (!from || !to) {
    const message = `'${from ? headVersion : baseVersion}' is no semantic version such as 1.4.0, so it can't be seen whether ${needs(required)}`;
    return { isSufficient: false, required, message };
  }
  const step = versionStep(from, to);
  if (RANK[step] >= RANK[required]) return { isSufficient: true, required };
  const declared =
    step === 'lower'
      ? `is lower than ${baseVersion}`
      : step === 'none'
        ? 'is the version of the base'
        : `is a ${step} step from ${baseVersion}`;
  return {
    isSufficient: false,
    required,
    message: `${headVersion} ${declared}, and ${needs(required)}: declare ${nextVersion(baseVersion, required)} or later`,
  };
}

function needs(required: Bump): string {
  return required === 'none' ? 'versions never go back' : `the changes need a ${required} version`;
}

/** The lowest version by which a bump is made. */
export function nextVersion(version: string, bump: Bump): string {
  const parsed = parseVersion(version);
  if (!parsed) return version;
  const { major, minor, patch, prerelease } = parsed;
  if (prerelease.length > 0 || bump === 'none') return `${major}.${minor}.${patch}`;
  return { major: `${major + 1}.0.0`, minor: `${major}.${minor + 1}.0`, patch: `${major}.${minor}.${patch + 1}` }[bump];
}
