import { type GroupScore, groupScores, type ScoredBy, type ScoredContract, totalScore } from '../policies/index.ts';

/** Scores as every format shows them. */
export interface ScoreReport {
  /** ISO date that counted as today. */
  readonly asOf: string;
  readonly by: ScoredBy;
  readonly total: GroupScore;
  readonly groups: readonly GroupScore[];
  /** The oldest first; empty when no trend was asked for. */
  readonly trend: readonly TrendReport[];
}

/** Scores at a commit. */
export interface TrendReport {
  readonly commit: string;
  readonly date: string;
  readonly tags: readonly string[];
  /** Undefined where the workspace of that commit could not be read. */
  readonly total?: number;
  /** By the name of the group. */
  readonly groups: Readonly<Record<string, number>>;
  readonly failure?: string;
}

/** A point of `scoreTrend`. */
interface ScoredCommit {
  readonly commit: { readonly hash: string; readonly date: string; readonly tags: readonly string[] };
  readonly contracts: readonly ScoredContract[] | undefined;
  readonly failure?: string;
}

/** Sums scores up. */
export function scoreReport(
  contracts: readonly ScoredContract[],
  trend: readonly ScoredCommit[],
  { by, asOf }: Pick<ScoreReport, 'by' | 'asOf'>,
): ScoreReport {
  return {
    asOf,
    by,
    total: totalScore(contracts, 'all'),
    groups: groupScores(contracts, by),
    trend: trend.map(({ commit: { hash, date, tags }, contracts: then, failure }) => ({
      commit: hash.slice(0, 12),
      date,
      tags,
      ...(then && { total: totalScore(then, 'all').score }),
      groups: Object.fromEntries(then ? groupScores(then, by).map(({ name, score }) => [name, score]) : []),
      ...(failure !== undefined && { failure }),
    })),
  };
}

/** How a group's score has moved since the first commit of the trend that has it: `+2.5`; undefined where there is none. */
export function movement({ trend }: ScoreReport, { name, score }: GroupScore): string | undefined {
  const first = trend
    .map((point) => (name === 'all' && point.total !== undefined ? point.total : point.groups[name]))
    .find((each) => each !== undefined);
  if (first === undefined) return undefined;
  const moved = Math.round((score - first) * 10) / 10;
  return moved > 0 ? `+${moved.toFixed(1)}` : moved < 0 ? moved.toFixed(1) : '=';
}
