import { InterlockError } from '../../errors.ts';
import type { ScoredContract } from '../../policies/index.ts';
import {
  type Commit,
  commitsSince,
  CONFIG_FILE,
  gitTree,
  renamesSince,
  type Workspace,
  workspaceOf,
} from '../../registry/workspace/index.ts';
import type { CheckOptions } from '../check-workspace.ts';
import { judgingOnce } from './judge-once.ts';
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
 * is the contracts. Of many commits the first, the last and tagged ones are taken, and others evenly between, six at most. A contract that
 * has been renamed since goes by its name of today. Those that are the same in several commits are judged once.
 *
 * Throws GIT_FAILED.
 */
export async function scoreTrend(workspace: Workspace, since: string, options: CheckOptions): Promise<readonly TrendPoint[]> {
  const { folder, config } = workspace;
  const commits = spread(await commitsSince(folder, since, pathspecsOf(config)), MOST_POINTS);
  const courtOf = judgingOnce();
  const points: TrendPoint[] = [];
  for (const commit of commits) {
    try {
      const { tree, judge } = courtOf(await gitTree(folder, commit.hash));
      const then = await workspaceOf(tree, folder);
      const { rulesets, landscapeRules } = config;
      const judged = await scoreWorkspace({ ...then, config: { ...then.config, rulesets, landscapeRules } }, { ...options, judge });
      points.push({ commit, contracts: await namedAsToday(judged, then, { workspace, commit: commit.hash }) });
    } catch (error) {
      if (!(error instanceof InterlockError) || error.code === 'RULESET_INVALID') throw error;
      points.push({ commit, contracts: undefined, failure: error.detail });
    }
  }
  return points;
}

/** What a score hangs on, as far as the workspace of today says where it stands. */
function pathspecsOf({ contracts, consumers, canonical, waivers, lock }: Workspace['config']): readonly string[] {
  const folders = contracts.map((pattern) => (pattern.includes('*') ? `:(glob)${pattern.replace(/\/$/, '')}/**` : pattern));
  return [...folders, CONFIG_FILE, consumers, canonical, waivers, lock];
}

/** The contracts of a commit under the ids that they have now: by the renames of their files that git sees. */
async function namedAsToday(
  scored: readonly ScoredContract[],
  then: Workspace,
  { workspace, commit }: { readonly workspace: Workspace; readonly commit: string },
): Promise<readonly ScoredContract[]> {
  const ids = new Set(workspace.contracts.map(({ id }) => id));
  if (scored.every(({ id }) => ids.has(id))) return scored;
  const renames = await renamesSince(workspace.folder, commit);
  const former = (path: string): string => renames.get(path) ?? path;
  const known = new Set(scored.map(({ id }) => id));
  return scored.map((contract) => {
    if (ids.has(contract.id)) return contract;
    const { document, metadataFile } = then.contract(contract.id);
    const today = workspace.contracts.find(
      (each) => !known.has(each.id) && (former(each.document) === document || former(each.metadataFile) === metadataFile),
    );
    return today ? { ...contract, id: today.id } : contract;
  });
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
