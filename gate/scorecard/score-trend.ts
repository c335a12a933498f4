import type { ScoredContract } from '../../policies/index.ts';
import { InterlockError } from '../../errors.ts';
import { type Commit, commitsSince, openWorkspace, type Workspace } from '../../registry/workspace/index.ts';
import type { CheckOptions } from '../check-workspace.ts';
import { scoreWorkspace } from './score-workspace.ts';

/** Scores at one commit. */
export interface TrendPoint {
  readonly commit: Commit;
  /** Undefined where the workspace of that commit cannot be read; `failure` says why. */
  readonly contracts: readonly ScoredContract[] | undefined;
  readonly failure?: string;
}

/** Most commits that are scored for a trend. */
const MOST_POINTS = 6;

/**
 * Scores of a workspace at commits since a ref or a date, the oldest first, by the rulesets of today and on the given day: what moves a score
 * is the contracts. Of many commits the first, the last and tagged ones are taken, and others evenly between, six at most.
 *
 * Throws GIT_FAILED.
 */
export async function scoreTrend(workspace: Workspace, since: string, options: CheckOptions): Promise<readonly TrendPoint[]> {
  const commits = spread(await commitsSince(workspace.folder, since), MOST_POINTS);
  const points: TrendPoint[] = [];
  for (const commit of commits) {
    try {
      const then = await openWorkspace(workspace.folder, { ref: commit.hash });
      points.push({ commit, contracts: await scoreWorkspace(then, options) });
    } catch (error) {
      if (!(error instanceof InterlockError)) throw error;
      points.push({ commit, contracts: undefined, failure: error.detail });
    }
  }
  return points;
}

/** The first, the last and evenly spread ones between; a tagged one stands in for its neighbours. */
export function spread(commits: readonly Commit[], most: number): readonly Commit[] {
  if (commits.length <= most) return commits;
  const step = (commits.length - 1) / (most - 1);
  const chosen = Array.from({ length: most }, (_, index) => {
    const middle = Math.round(index * step);
    if (index === 0 || index === most - 1) return middle;
    const reach = Math.floor((step - 1) / 2);
    const near = Array.from({ length: 2 * reach + 1 }, (__, offset) => middle - reach + offset);
    return near.find((position) => (commits[position]?.tags.length ?? 0) > 0) ?? middle;
  });
  return [...new Set(chosen)].map((position) => commits[position]!);
}
