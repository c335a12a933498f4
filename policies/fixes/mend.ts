import type { Finding } from '../../registry/contract/index.ts';
import type { Proposal } from './proposal.ts';
import type { Fix, Refusal } from './fix.ts';
import type { FixFiles } from './fix-files.ts';
import { FIXES } from './fixes.ts';
import { isRefusal, refuse } from './target.ts';
import { overlap } from './text/text-edit.ts';

/** What became of the findings of one document that fixes exist for. */
export interface Mending {
  /** The files as they would be. */
  readonly files: FixFiles;
  readonly mended: readonly Proposal[];
  readonly refused: readonly Refusal[];
}

/** Says why the files after a fix are refuted: what would change besides what the fix declares. Undefined when nothing would. */
export type Proof = (before: FixFiles, after: FixFiles, fix: Fix) => Promise<string | undefined>;

/**
 * Mends what can be mended of the findings of one document. Every fix is proved: all that one rule found at once, and where that is
 * refuted each by itself. Nothing is written.
 */
export async function mend(findings: readonly Finding[], files: FixFiles, prove: Proof): Promise<Mending> {
  let mending: Mending = { files, mended: [], refused: [] };
  for (const fix of FIXES) {
    let pending: readonly Finding[] = findings.filter(({ ruleId }) => ruleId === fix.ruleId);
    while (pending.length > 0) {
      const round = await mendRound(
        fix,
        pending.map((finding) => renamed(finding, mending)),
        mending.files,
        prove,
      );
      mending = {
        files: round.files,
        mended: [...mending.mended, ...round.mended],
        refused: [...mending.refused, ...round.refused],
      };
      pending = round.deferred;
    }
  }
  return mending;
}

interface Round extends Mending {
  /** Findings whose edits touch what was edited in this round. */
  readonly deferred: readonly Finding[];
}

async function mendRound(fix: Fix, findings: readonly Finding[], files: FixFiles, prove: Proof): Promise<Round> {
  const outcomes: (Proposal | Refusal)[] = [];
  for (const finding of findings) outcomes.push(await fix.propose(finding, files));
  const refused = outcomes.filter(isRefusal);
  const batch: Proposal[] = [];
  const deferred: Finding[] = [];
  for (const proposal of outcomes) {
    if (isRefusal(proposal) || proposal.edits.length === 0) continue;
    if (batch.some((other) => touch(other, proposal))) deferred.push(proposal.finding);
    else batch.push(proposal);
  }
  if (batch.length === 0) return { files, mended: [], refused, deferred };
  const after = await files.after(batch);
  const refutation = await prove(files, after, fix);
  if (refutation === undefined) return { files: after, mended: batch, refused, deferred };
  if (batch.length === 1) return { files, mended: [], refused: [...refused, refuse(batch[0]!.finding, refutation)], deferred };
  return mendSingly(fix, batch, { files, mended: [], refused, deferred }, prove);
}

async function mendSingly(fix: Fix, batch: readonly Proposal[], start: Round, prove: Proof): Promise<Round> {
  let round = start;
  for (const { finding } of batch) {
    const single = await mendRound(fix, [renamed(finding, round)], round.files, prove);
    round = { ...round, files: single.files, mended: [...round.mended, ...single.mended], refused: [...round.refused, ...single.refused] };
  }
  return round;
}

function touch(one: Proposal, other: Proposal): boolean {
  return one.edits.some((edit) => other.edits.some((second) => edit.path === second.path && overlap(edit, second)));
}

/** A finding where it points after what was renamed. */
function renamed(finding: Finding, { files, mended }: Mending): Finding {
  let { pointer } = finding;
  for (const { renamed: renaming } of mended) {
    if (!renaming || files.pathOf(finding) !== renaming.path) continue;
    if (pointer === renaming.from || pointer.startsWith(`${renaming.from}/`)) pointer = renaming.to + pointer.slice(renaming.from.length);
  }
  return pointer === finding.pointer ? finding : { ...finding, pointer };
}
