import type { Change, Verdict } from '../change.ts';
import { changeRule } from '../causes/change-rules.ts';
import { fingerprint } from '../fingerprint.ts';
import { hurtOf } from '../severity.ts';
import type { Comparing } from './comparing.ts';
import type { Draft, Proof } from './draft.ts';

/** How many operations of one cause are tried for a witness. */
const MOST_TRIALS = 4;

/**
 * Gathers drafts with one root cause into one change each, and settles what they are: breaking when a witness shows it at one of the
 * operations, unproven when none does.
 */
export function settle(comparing: Comparing, drafts: readonly Draft[]): readonly Change[] {
  const groups = Map.groupBy(drafts, ({ ruleId, direction, root, facts, weight }) =>
    JSON.stringify([ruleId, direction, root, facts, weight === 'unproven' ? 'unproven' : '']),
  );
  return [...groups.values()].flatMap((group) => settleGroup(comparing, group) ?? []);
}

function settleGroup(comparing: Comparing, group: readonly Draft[]): Change | undefined {
  const first = group.reduce((gravest, draft) => (WEIGHTS.indexOf(draft.weight) < WEIGHTS.indexOf(gravest.weight) ? draft : gravest));
  const { ruleId, direction, base, head, facts, pointer } = first;
  const settled = verdictOf(group, first);
  if (settled === undefined) return undefined;
  const { verdict, proof, reason } = settled;
  const operations = [...new Set(group.flatMap(({ operation }) => (operation === undefined ? [] : [operation])))];
  const { area, kind, action } = changeRule(ruleId);
  return {
    ruleId,
    area,
    kind,
    action,
    direction,
    verdict,
    ...hurtOf(verdict, group, comparing.options),
    message: messageOf(first, operations),
    operations,
    ...(base ? { base } : {}),
    ...(head ? { head } : {}),
    ...(pointer === undefined ? {} : { pointer }),
    ...partOf(first),
    ...(proof?.witness ? { witness: proof.witness } : {}),
    ...(reason === undefined ? {} : { reason }),
    fingerprint: fingerprint({ ruleId, direction, base, head, facts }),
  };
}

const WEIGHTS = ['rejects', 'withdraws', 'renames', 'unproven', 'warns', 'fits'] as const;

interface Settled {
  readonly verdict: Verdict;
  readonly proof?: Proof | undefined;
  readonly reason?: string | undefined;
}

/** Undefined when a change turns out to be groundless. */
function verdictOf(group: readonly Draft[], { weight, reason, isGroundless }: Draft): Settled | undefined {
  if (weight === 'warns') return { verdict: 'warning' };
  if (weight === 'fits') return { verdict: 'compatible' };
  if (weight === 'renames') return { verdict: 'breaking' };
  if (weight === 'unproven') return { verdict: 'unproven', reason };
  let last: Proof | undefined;
  const provable = leastFirst(group.filter(({ prove }) => prove !== undefined));
  for (const draft of provable.slice(0, MOST_TRIALS)) {
    const proof = draft.prove!();
    if (proof.isConfirmed) return { verdict: 'breaking', proof };
    if (proof.isGroundless) return undefined;
    last = last?.witness ? last : proof;
  }
  if (isGroundless) return undefined;
  return { verdict: 'unproven', proof: last, reason: last?.reason ?? 'no witness could be built' };
}

function partOf({ field, values, status, mediaType, messages }: Draft): Pick<Change, 'part'> {
  const part = { field, values, status, mediaType, messages: messages && [...new Set(messages)] };
  const known = Object.entries(part).filter(([, value]) => value !== undefined);
  return known.length === 0 ? {} : { part: Object.fromEntries(known) };
}

function messageOf({ message, where }: Draft, operations: readonly string[]): string {
  const place = where === undefined ? '' : ` ${where}`;
  const [only, ...others] = operations;
  const who =
    only === undefined || message.includes(only) ? '' : others.length === 0 ? ` of ${only}` : ` of ${only} and ${others.length} more`;
  return `${message}${place}${who}`;
}

/** Drafts in the order of how much there is to compile for their witnesses. */
function leastFirst(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length < 2) return drafts;
  const measured = drafts.map((draft) => ({ draft, extent: draft.extent?.() ?? 0 }));
  return measured.sort((one, other) => one.extent - other.extent).map(({ draft }) => draft);
}
