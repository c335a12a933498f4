import type { Place } from '../../errors.ts';
import type { Criticality } from '../../registry/workspace/index.ts';

/** A way in which policies ask less than they did, or may. */
export interface Loosening {
  /** Ids that tell it from others, never prose: the rule, or the setting and its item. */
  readonly subject: readonly string[];
  /** What was loosened, from what to what. */
  readonly message: string;
  /** Where it is said now, and where it was. */
  readonly place: Place;
  readonly before?: Place;
  /** Criticalities of the contracts that less is asked of. */
  readonly criticalities: readonly Criticality[];
}

/** For what holds whatever the criticality. */
export const ALL_CRITICALITIES: readonly Criticality[] = [0, 1, 2, 3];
