import { formatPlace, InterlockError } from '../../errors.ts';
import { isAtPlace, isWaivable } from '../../policies/index.ts';
import { type Finding, withFingerprints } from '../../registry/contract/index.ts';
import type { WaivedPlace } from '../../registry/workspace/index.ts';

/** Which findings are meant: each member narrows. */
export interface Sought {
  /** A fingerprint or the beginning of one, or a place as reports print it: `file`, `file:line` or `file:line:column`. */
  readonly finding?: string | undefined;
  readonly rule?: string | undefined;
  readonly contract?: string | undefined;
  /** Waive by place: all that stands there. */
  readonly place?: WaivedPlace | undefined;
}

/** Findings that a refusal lists. */
const MOST_LISTED = 5;

/**
 * The findings that one waiver may cover: one, or those of one rule on one contract at a place.
 *
 * Throws WAIVER_REFUSED when there is none, when all are waived already, when nobody may waive them, and when it isn't clear which is meant.
 *
 * @param all what the gate found
 * @param label prefix with which places print the paths of the workspace
 */
export function waivableFindings(all: readonly Finding[], sought: Sought, label: string): readonly Finding[] {
  const meant = withFingerprints(all, label).filter((finding) => isMeant(finding, sought, label));
  if (meant.length === 0) {
    throw refused('the gate finds nothing of the kind: fingerprints are in its json report, and what changed is found with --against');
  }
  const allowed = meant.filter(({ ruleId, contractId }) => contractId !== undefined && isWaivable(ruleId));
  if (allowed.length === 0) throw refused(`nobody may waive this: ${list(meant)}`);
  const open = allowed.filter(({ waiver }) => waiver === undefined);
  const [first, ...others] = open;
  if (!first) {
    const known = allowed[0]!.waiver!;
    throw refused(`it is waived already, ${'expires' in known ? `until ${known.expires} ` : ''}by ${formatPlace(known.place)}`);
  }
  const isOne = sought.place
    ? others.every((each) => each.ruleId === first.ruleId && each.contractId === first.contractId)
    : others.length === 0;
  if (isOne) return open;
  const how = sought.place
    ? 'a waiver is for one rule on one contract: name it by --rule and --contract'
    : 'say which by its fingerprint, or waive by --pointer';
  throw refused(`${open.length} findings are meant; ${how}: ${list(open)}`);
}

function isMeant(finding: Finding, { finding: name, rule, contract, place }: Sought, label: string): boolean {
  if (rule !== undefined && finding.ruleId !== rule) return false;
  if (contract !== undefined && finding.contractId !== contract) return false;
  const { file } = finding.place;
  const path = file.startsWith(label) ? file.slice(label.length) : file;
  if (place !== undefined && !isAtPlace(place, { path, pointer: finding.pointer })) return false;
  if (name === undefined) return true;
  if (/^[0-9a-f]{6,32}$/.test(name)) return finding.fingerprint!.startsWith(name);
  return `${formatPlace(finding.place)}:`.startsWith(`${name}:`);
}

function list(findings: readonly Finding[]): string {
  const lines = findings.slice(0, MOST_LISTED).map(({ ruleId, place, fingerprint }) => `${fingerprint} ${ruleId} at ${formatPlace(place)}`);
  return [...lines, ...(findings.length > MOST_LISTED ? ['…'] : [])].join(', ');
}

function refused(detail: string): InterlockError {
  return new InterlockError('WAIVER_REFUSED', detail);
}
