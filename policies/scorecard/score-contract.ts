import type { Finding, Severity } from '../../registry/contract/index.ts';

/** What a rule is worth by its severity. */
const RULE_POINTS: Readonly<Record<Severity, number>> = { error: 5, warning: 2, hint: 1 };

/** The share of a rule that counts as kept while waivers let all its findings stand. */
const WAIVED_SHARE = 0.5;

/** How far a contract keeps the rules that are asked of it. */
export interface ContractScore {
  /** 0 to 100, to one decimal, rounded down: 100 says that every rule is kept. */
  readonly score: number;
  /** Rules asked, and how many of them are kept wholly. */
  readonly rules: { readonly asked: number; readonly kept: number };
  readonly findings: { readonly error: number; readonly warning: number; readonly hint: number; readonly waived: number };
  /** Rules that are not kept, the costliest first, then by name, with the points that each costs. */
  readonly broken: readonly { readonly rule: string; readonly points: number }[];
}

/**
 * Scores a contract: 100 × the points of what is kept ÷ the points of what is asked. A rule is asked when it is on for the contract's format and
 * criticality, or when it found something though no ruleset has it. One finding breaks a rule as much as a hundred do.
 */
export function scoreContract(asked: ReadonlyMap<string, Severity>, findings: readonly Finding[]): ContractScore {
  const points = new Map([...asked].map(([rule, severity]) => [rule, RULE_POINTS[severity]]));
  const lost = new Map<string, number>();
  for (const { ruleId, severity, waiver } of findings) {
    const worth = asked.has(ruleId) ? points.get(ruleId)! : Math.max(points.get(ruleId) ?? 0, RULE_POINTS[severity]);
    points.set(ruleId, worth);
    lost.set(ruleId, Math.max(lost.get(ruleId) ?? 0, waiver ? worth * WAIVED_SHARE : worth));
  }
  const total = sum(points.values());
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity && !finding.waiver).length;
  return {
    score: total === 0 ? 100 : roundDown((100 * (total - sum(lost.values()))) / total),
    rules: { asked: points.size, kept: points.size - lost.size },
    findings: {
      error: count('error'),
      warning: count('warning'),
      hint: count('hint'),
      waived: findings.filter(({ waiver }) => waiver).length,
    },
    broken: [...lost]
      .map(([rule, cost]) => ({ rule, points: cost }))
      .sort((one, other) => other.points - one.points || (one.rule < other.rule ? -1 : 1)),
  };
}

/** To one decimal, downwards, so that only what is whole reads as whole. */
export function roundDown(score: number): number {
  return Math.floor(score * 10 + 1e-9) / 10;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
