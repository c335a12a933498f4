import type { Finding } from '../../registry/contract/index.ts';
import { didYouMean } from '../../registry/workspace/index.ts';
import { covers } from './apply-waivers.ts';
import type { WaiverFile } from './read-waivers.ts';

/** What is to be known to say that a waiver covers nothing. */
export interface Usage {
  /** All that was found. */
  readonly findings: readonly Finding[];
  /** Prefix with which places print the paths of the workspace. */
  readonly label: string;
  /** Ids of the rules that could have found something. */
  readonly rules: ReadonlySet<string>;
  /** Whether all was looked at that the waiver could be about; else nothing is said of it. */
  isLookedAt(file: WaiverFile): boolean;
  /** Whether the waiver has done its work: it is of use no more, and that is nobody's fault. */
  isSpent(file: WaiverFile): boolean;
}

/**
 * The waivers that cover nothing, as findings: `waiver-unused`, or `waiver-rule-unknown` when no rule has the name. Errors: what is
 * mended needs no waiver, and one that lies about would cover the next fault. A spent one warns.
 *
 * @param sound waivers without faults
 */
export function unusedWaivers(sound: readonly WaiverFile[], { findings, label, rules, isLookedAt, isSpent }: Usage): readonly Finding[] {
  return sound
    .filter((file) => isLookedAt(file) && !findings.some((finding) => covers(file, finding, label)))
    .map((file): Finding => {
      const { rule, contract: contractId, fingerprint } = file.waiver;
      if (!rules.has(rule) && !findings.some(({ ruleId }) => ruleId === rule)) {
        const message = `no rule is called '${rule}'${didYouMean(rule, [...rules])}`;
        return { ruleId: 'waiver-rule-unknown', severity: 'error', message, place: file.locate('/rule'), pointer: '/rule', contractId };
      }
      const pointer = fingerprint === undefined ? '/place' : '/fingerprint';
      const at = { place: file.locate(pointer), pointer, contractId };
      if (isSpent(file)) {
        return { ruleId: 'waiver-spent', severity: 'warning', message: `what it covered is behind us: remove it`, ...at };
      }
      const others = findings.filter((each) => each.ruleId === rule && each.contractId === contractId).length;
      const message = `it covers nothing: ${others === 0 ? `${rule} finds nothing on ${contractId}` : `${others} of ${rule} on ${contractId} stand elsewhere`}; remove it, or correct its place`;
      return { ruleId: 'waiver-unused', severity: 'error', message, ...at };
    });
}
