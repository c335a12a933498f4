import { posix } from 'node:path';
import type { Criticality } from '../../registry/workspace/index.ts';
import { type ContractScore, roundDown } from './score-contract.ts';

/** What scores are summed up by. */
export const SCORED_BY = ['contract', 'owner', 'domain', 'criticality'] as const;

/** A way to sum scores up. */
export type ScoredBy = (typeof SCORED_BY)[number];

/** A contract, and its score; none when it could not be checked. */
export interface ScoredContract {
  readonly id: string;
  readonly owner: string;
  readonly criticality: Criticality;
  /** Folder of the contract in the workspace. */
  readonly folder: string;
  readonly result: ContractScore | undefined;
}

/** The score of several contracts together. */
export interface GroupScore {
  /** Id of the contract, name of the team or of the domain, number of the criticality. */
  readonly name: string;
  /** 0 to 100, to one decimal, rounded down. */
  readonly score: number;
  readonly contracts: number;
  /** Contracts that could not be checked: they score 0. */
  readonly notChecked: number;
  readonly findings: ContractScore['findings'];
  /** Rules that are broken, with the contracts that break them; the most points lost first. */
  readonly broken: readonly { readonly rule: string; readonly points: number; readonly contracts: number }[];
}

/** What a contract counts for beside others, by its criticality. */
const CRITICALITY_WEIGHTS: Readonly<Record<Criticality, number>> = { 0: 4, 1: 3, 2: 2, 3: 1 };

/** Scores of groups, sorted by name. */
export function groupScores(contracts: readonly ScoredContract[], by: ScoredBy): readonly GroupScore[] {
  const names = [...new Set(contracts.map((contract) => groupOf(contract, by)))].sort((one, other) => (one < other ? -1 : 1));
  return names.map((name) =>
    totalScore(
      contracts.filter((contract) => groupOf(contract, by) === name),
      name,
    ),
  );
}

/** The score of contracts together: the mean of their scores, each weighed by its criticality. */
export function totalScore(contracts: readonly ScoredContract[], name: string): GroupScore {
  const weight = contracts.reduce((total, { criticality }) => total + CRITICALITY_WEIGHTS[criticality], 0);
  const weighed = contracts.reduce((total, { criticality, result }) => total + CRITICALITY_WEIGHTS[criticality] * (result?.score ?? 0), 0);
  const count = (kind: keyof ContractScore['findings']): number =>
    contracts.reduce((total, { result }) => total + (result?.findings[kind] ?? 0), 0);
  const broken = contracts.flatMap(({ result }) => result?.broken ?? []);
  return {
    name,
    score: weight === 0 ? 100 : roundDown(weighed / weight),
    contracts: contracts.length,
    notChecked: contracts.filter(({ result }) => result === undefined).length,
    findings: { error: count('error'), warning: count('warning'), hint: count('hint'), waived: count('waived') },
    broken: [...new Set(broken.map(({ rule }) => rule))]
      .map((rule) => {
        const each = broken.filter((other) => other.rule === rule);
        return { rule, points: each.reduce((total, { points }) => total + points, 0), contracts: each.length };
      })
      .sort((one, other) => other.points - one.points || (one.rule < other.rule ? -1 : 1)),
  };
}

/** The domain is the name of the folder that holds the contract's: `contracts/claims/claim-status` is of the domain claims. */
function groupOf({ id, owner, criticality, folder }: ScoredContract, by: ScoredBy): string {
  switch (by) {
    case 'contract':
      return id;
    case 'owner':
      return owner;
    case 'domain':
      return posix.basename(posix.dirname(folder));
    case 'criticality':
      return String(criticality);
  }
}
