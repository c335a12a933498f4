import { errRetryAfter } from './err-retry-after.ts';
import { errStandardSet } from './err-standard-set.ts';
import type { Fix } from './fix.ts';
import { metaVersionSemver } from './meta-version-semver.ts';
import { nameOperationId } from './name-operation-id.ts';
import { namePropertyCamel } from './name-property-camel.ts';
import { nameSchemaPascal } from './name-schema-pascal.ts';
import { obsTraceparent } from './obs-traceparent.ts';
import { refCanonical } from './ref-canonical.ts';

/** Every fix, in the order in which they are applied: what renames comes last, since findings point at names. */
export const FIXES: readonly Fix[] = [
  metaVersionSemver,
  refCanonical,
  errRetryAfter,
  errStandardSet,
  obsTraceparent,
  nameOperationId,
  nameSchemaPascal,
  namePropertyCamel,
];
