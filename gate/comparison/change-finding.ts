import type { Place } from '../../errors.ts';
import type { Change, NotChecked } from '../../registry/compatibility/index.ts';
import type { Contract, Finding, Location } from '../../registry/contract/index.ts';

/** A change between two versions of a contract, as a finding that every formatter prints. */
export interface ChangeFinding extends Finding {
  readonly change: ChangeDetails;
}

/** What a finding about a change says besides what every finding does. */
export interface ChangeDetails extends Pick<
  Change,
  'verdict' | 'area' | 'kind' | 'action' | 'direction' | 'operations' | 'usedBy' | 'fingerprint' | 'witness' | 'reason'
> {
  /** What explains the rule, a file of this package: `docs/changes/enum-value-added.md`. */
  readonly page: string;
  /** Where it stood before; absent for what is new. */
  readonly basePlace?: Place;
  /** Where it stands now; absent for what is gone. */
  readonly headPlace?: Place;
}

/** The two contracts that changes lie between, and the file that is said to have changed. */
export interface Compared {
  readonly base: Contract;
  readonly head: Contract;
  /** The head's document, as places print it. */
  readonly document: string;
  readonly contractId?: string | undefined;
}

/** A change as a finding: at its place in the head, or on the head's document as a whole when the head no longer has it. */
export function findingOfChange(change: Change, { base, head, document, contractId }: Compared): ChangeFinding {
  const basePlace = change.base && locate(base, change.base);
  const headPlace = change.head && locate(head, change.head);
  return {
    ruleId: change.ruleId,
    severity: change.severity,
    message: [change.message, ...unprovenFor(change), ...usedIn(change)].join(' '),
    place: headPlace ?? { file: document },
    pointer: change.head?.pointer ?? change.base?.pointer ?? '',
    ...(contractId !== undefined && { contractId }),
    fingerprint: change.fingerprint,
    change: {
      verdict: change.verdict,
      page: `docs/changes/${change.ruleId}.md`,
      area: change.area,
      kind: change.kind,
      action: change.action,
      direction: change.direction,
      operations: change.operations,
      ...(change.usedBy && { usedBy: change.usedBy }),
      fingerprint: change.fingerprint,
      ...(change.reason !== undefined && { reason: change.reason }),
      ...(change.witness && { witness: change.witness }),
      ...(basePlace && { basePlace }),
      ...(headPlace && { headPlace }),
    },
  };
}

function unprovenFor({ reason }: Change): readonly string[] {
  return reason === undefined ? [] : [`(unproven: ${reason})`];
}

function usedIn({ usedBy, verdict }: Change): readonly string[] {
  if (usedBy === undefined) return [];
  if (usedBy.length === 0) return verdict === 'warning' ? [] : ['(no declared consumer uses it)'];
  const names = usedBy
    .toSorted((one, other) => Number(other.isProduction) - Number(one.isProduction))
    .map(({ consumer, isProduction }) => (isProduction ? consumer : `${consumer}, not in production`));
  return [`(used by ${names.join('; ')})`];
}

/** What could not be compared, as a finding: it must not look clean in any format. An error, or where it is not grave a warning. */
export function findingOfNotChecked(
  { reason, place }: NotChecked,
  { document, contractId }: Pick<Compared, 'document' | 'contractId'>,
  isGrave = true,
): Finding {
  const finding: Finding = {
    ruleId: 'comparison-not-checked',
    severity: 'error',
    message: `not checked: ${reason}`,
    place: place ?? { file: document },
    pointer: '',
    ...(contractId !== undefined && { contractId }),
  };
  return isGrave ? finding : { ...finding, severity: 'warning' };
}

function locate(contract: Contract, location: Location): Place {
  try {
    return contract.locate(location);
  } catch {
    return { file: location.file };
  }
}
