import type { ReferenceSite } from '../references/references.ts';
import type { SchemaScope } from './schema-scope.ts';

/** The site of a reference in a schema; its pointer is worked out when it fails. */
export function siteOf(holder: object, scope: SchemaScope): ReferenceSite {
  return {
    document: scope.document,
    resource: scope.resource,
    get pointer() {
      return scope.document.pointerOf(holder) ?? '';
    },
  };
}
