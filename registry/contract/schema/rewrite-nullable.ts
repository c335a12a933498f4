import type { JsonObject } from '../load/is-object.ts';
import type { MutableSchema } from './convert-members.ts';
import { nodeOf } from './schema-fault.ts';
import type { SchemaGraphBuilder } from './schema-graph-builder.ts';
import type { SchemaScope } from './schema-scope.ts';

/** Keywords that may rule null out in a schema without `type`. */
const RESTRICTING: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'not', 'enum', 'const'];

/**
 * `nullable` of OpenAPI 3.0 as a `type` array. It "adds null to the allowed type specified by the `type` keyword, only if `type` is
 * explicitly defined within the same Schema Object" (OpenAPI 3.0.3 §4.7.24.1): beside `$ref`, `allOf` or an `enum` without null it
 * permits nothing more, which authors rarely mean and so is a finding.
 */
export function rewriteNullable(copy: MutableSchema, source: JsonObject, scope: SchemaScope, graph: SchemaGraphBuilder): void {
  if (source['nullable'] !== true) return;
  const at = nodeOf(scope.document, source, 'nullable');
  const { type } = copy;
  if (type === undefined) {
    if (RESTRICTING.some((keyword) => keyword in source)) {
      const message =
        "'nullable' has no effect without 'type' in the same schema (OpenAPI 3.0.3): null is still refused; add 'type', or an 'anyOf' alternative with 'enum: [null]'";
      graph.log.report('nullable-without-type', 'warning', message, at);
    }
    return;
  }
  const types = Array.isArray(type) ? type : [type];
  if (!types.includes('null')) copy['type'] = [...types, 'null'];
  if (Array.isArray(source['enum']) && !source['enum'].includes(null)) {
    const message = "'nullable' has no effect because 'enum' does not list null (OpenAPI 3.0.3): null is still refused; add null to 'enum'";
    graph.log.report('nullable-enum-without-null', 'warning', message, at);
  }
}
