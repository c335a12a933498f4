import type { SchemaId } from '../contract.ts';
import type { FindingLog } from '../finding-log.ts';
import type { References } from '../references/references.ts';
import type { SchemaOrigins } from '../schema-location.ts';
import type { MemberConverter } from './convert-members.ts';
import type { Inheritance } from './inheritance.ts';
import type { SchemaScope, SchemaScopes } from './schema-scope.ts';

/** The graph of a contract's schemas while it is built, as those who convert one schema of it see it. */
export interface SchemaGraphBuilder {
  readonly references: References;
  readonly log: FindingLog;
  readonly origins: SchemaOrigins;
  readonly scopes: SchemaScopes;
  readonly inheritance: Inheritance;
  /** The id of what a reference in a schema points at. */
  idOf(reference: string, holder: object, scope: SchemaScope): SchemaId;
  /** The id of what a `$dynamicRef` or `$recursiveRef` points at, by the schemas that led to it. */
  dynamicIdOf(reference: string, anchor: string, holder: object, scope: SchemaScope): SchemaId;
  /** What converts the schemas within those of a scope. */
  memberConverter(scope: SchemaScope): MemberConverter;
}
