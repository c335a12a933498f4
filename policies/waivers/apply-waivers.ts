import { type Finding, type FindingWaiver, withFingerprints } from '../../registry/contract/index.ts';
import { isWaivable } from './is-waivable.ts';
import type { WaiverFile } from './read-waivers.ts';
import { isAtPlace } from './waived-place.ts';

/**
 * The findings, with their fingerprints, and each that a waiver covers with that waiver; of several the one that lasts longest.
 *
 * @param waivers that count: those without faults
 * @param label prefix with which places print the paths of the workspace
 */
export function applyWaivers<F extends Finding>(findings: readonly F[], waivers: readonly WaiverFile[], label: string): readonly F[] {
  const byContract = Map.groupBy(waivers, ({ waiver }) => waiver.contract);
  return withFingerprints(findings, label).map((finding) => {
    const candidates = byContract.get(finding.contractId ?? '') ?? [];
    const found = candidates.filter((file) => covers(file, finding, label)).reduce<WaiverFile | undefined>(lasting, undefined);
    return found === undefined ? finding : { ...finding, waiver: describeWaiver(found) };
  });
}

/** Whether a waiver is about a finding, which has its fingerprint. */
export function covers({ waiver }: Pick<WaiverFile, 'waiver'>, finding: Finding, label: string): boolean {
  if (waiver.rule !== finding.ruleId || waiver.contract !== finding.contractId || !isWaivable(finding.ruleId)) return false;
  if (waiver.fingerprint !== undefined && waiver.fingerprint !== finding.fingerprint) return false;
  const { file } = finding.place;
  const path = file.startsWith(label) ? file.slice(label.length) : file;
  return waiver.place === undefined || isAtPlace(waiver.place, { path, pointer: finding.pointer });
}

function lasting(longest: WaiverFile | undefined, file: WaiverFile): WaiverFile {
  return longest !== undefined && longest.waiver.expires >= file.waiver.expires ? longest : file;
}

function describeWaiver({ id, waiver, locate }: WaiverFile): FindingWaiver {
  const { class: kind, reason, owner, approver, expires } = waiver;
  return { id, class: kind, reason, owner, approver, expires, place: locate('') };
}
