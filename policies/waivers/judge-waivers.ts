import type { Finding } from '../../registry/contract/index.ts';
import { type Criticality, didYouMean } from '../../registry/workspace/index.ts';
import { TIERS } from '../tiers.ts';
import { isWaivable } from './is-waivable.ts';
import type { WaiverFile, WaiverFiles } from './read-waivers.ts';
import { daysBetween, sameName } from './waiver-terms.ts';

/** What waivers are judged by. */
export interface WaiverCourt {
  /** ISO date that counts as today. */
  readonly asOf: string;
  /** By contract id. */
  readonly contracts: ReadonlyMap<string, WaivedContract>;
  /** Printed when the folder of waivers is meant. */
  readonly folder: string;
}

/** What of a contract its waivers depend on. */
export interface WaivedContract {
  readonly criticality: Criticality;
  /** Those who may approve, when contract.yaml names any. */
  readonly approvers?: readonly string[] | undefined;
}

/** The waivers that count, and the findings about those that don't. */
export interface JudgedWaivers {
  readonly sound: readonly WaiverFile[];
  readonly faulty: readonly WaiverFile[];
  readonly findings: readonly Finding[];
}

/**
 * Judges the waivers themselves. One that has a fault waives nothing. Findings, all errors: `waiver-file-invalid`,
 * `waiver-contract-unknown`, `waiver-not-allowed`, `waiver-not-begun`, `waiver-expired`, `waiver-too-long`, `waiver-self-approved` and
 * `waiver-approver-unknown`. That a waiver covers nothing shows after all else was checked: `unusedWaivers`.
 */
export function judgeWaivers({ files, failures }: WaiverFiles, court: WaiverCourt): JudgedWaivers {
  const unreadable = failures.map(({ detail, place }): Finding => {
    const message = `${detail.replace(/\.$/, '')}; it waives nothing until it can be read`;
    return { ruleId: 'waiver-file-invalid', severity: 'error', message, place: place ?? { file: court.folder }, pointer: '' };
  });
  const judged = files.map((file) => ({ file, faults: faultsOf(file, court) }));
  return {
    sound: judged.filter(({ faults }) => faults.length === 0).map(({ file }) => file),
    faulty: judged.filter(({ faults }) => faults.length > 0).map(({ file }) => file),
    findings: [...unreadable, ...judged.flatMap(({ faults }) => faults)],
  };
}

function faultsOf(file: WaiverFile, { asOf, contracts }: WaiverCourt): readonly Finding[] {
  const { rule, contract: id, owner, approver, created, expires } = file.waiver;
  const at = (pointer: string, message: string) => ({ message, place: file.locate(pointer), pointer });
  const contract = contracts.get(id);
  if (!contract) {
    const ids = [...contracts.keys()];
    const message = `there is no contract '${id}'${didYouMean(id, ids) || `; there are ${ids.join(', ') || 'none'}`}`;
    return [{ ruleId: 'waiver-contract-unknown', severity: 'error', ...at('/contract', message) }];
  }
  const about = (pointer: string, message: string) => ({ ...at(pointer, message), contractId: id });
  const faults: Finding[] = [];
  if (!isWaivable(rule)) {
    const message = `nothing that '${rule}' finds can be waived: waivers are for what linting, the landscape and changes show`;
    faults.push({ ruleId: 'waiver-not-allowed', severity: 'error', ...about('/rule', message) });
  }
  if (created > asOf) {
    const message = `it counts from ${created} on, and today is ${asOf}`;
    faults.push({ ruleId: 'waiver-not-begun', severity: 'error', ...about('/created', message) });
  }
  if (expires <= asOf) {
    const message = `it ended on ${expires}, and today is ${asOf}: mend what it covered and remove it, or have it approved anew`;
    faults.push({ ruleId: 'waiver-expired', severity: 'error', ...about('/expires', message) });
  }
  const { waiverDays } = TIERS[contract.criticality];
  const days = daysBetween(created, expires);
  if (days > waiverDays) {
    const message = `it lasts ${days} days from ${created} on; a waiver for a contract of criticality ${contract.criticality} lasts ${waiverDays} at most`;
    faults.push({ ruleId: 'waiver-too-long', severity: 'error', ...about('/expires', message) });
  }
  if (sameName(owner, approver)) {
    const message = `'${approver}' both asked for it and approved it; another one must agree`;
    faults.push({ ruleId: 'waiver-self-approved', severity: 'error', ...about('/approver', message) });
  }
  if (contract.approvers && !contract.approvers.some((each) => sameName(each, approver))) {
    const message = `'${approver}' may not approve for '${id}': its contract.yaml names ${contract.approvers.join(', ')}`;
    faults.push({ ruleId: 'waiver-approver-unknown', severity: 'error', ...about('/approver', message) });
  }
  return faults;
}
