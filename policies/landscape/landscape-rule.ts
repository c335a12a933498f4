import type { Place } from '../../errors.ts';
import type { RelatedPlace, Severity } from '../../registry/contract/index.ts';
import type { Criticality } from '../../registry/workspace/index.ts';
import type { Landscape } from './model/landscape.ts';

/** How grave a finding is at criticality 0, 1, 2 and 3. */
export type SeveritiesByCriticality = readonly [Severity | 'off', Severity | 'off', Severity | 'off', Severity | 'off'];

/** A rule over all contracts at once. Its page is `docs/rules/<id>.md`. */
export interface LandscapeRule {
  readonly id: string;
  readonly severities: SeveritiesByCriticality;
  /** What it finds, in an order that depends on the landscape alone. */
  find(landscape: Landscape): Iterable<LandscapeFinding>;
}

/** What a rule finds, before it is known how grave that is. */
export interface LandscapeFinding {
  /** Of the contract that is at fault, or of what hangs on it: decides how grave the finding is. */
  readonly criticality: Criticality;
  readonly message: string;
  readonly place: Place;
  /** JSON pointer into the document at `place.file`, where it is known. */
  readonly pointer?: string;
  /** The contract whose check fails by it. */
  readonly contractId?: string;
  readonly related: readonly RelatedPlace[];
  /** What tells it from the rule's other findings: ids and names, never prose. */
  readonly subject: readonly string[];
}
