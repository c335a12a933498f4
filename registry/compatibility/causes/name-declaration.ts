import { childPointer, pointerSegments } from '../../contract/index.ts';
import type { SchemaCause } from './schema-cause.ts';
import type { SchemaView } from './schema-view.ts';

/** A cause that stands at a property, above the place where it shows. */
export interface DeclarationCause extends SchemaCause {
  /** To the property. */
  readonly pointer: string;
}

/**
 * Names a cause at or below a property that only one side declares: not the rules for it changed, but whether there are any.
 *
 * @param views what both sides say of the value at a pointer.
 */
export function nameDeclaration(
  pointer: string,
  cause: SchemaCause,
  views: (pointer: string) => { readonly base: SchemaView; readonly head: SchemaView },
): DeclarationCause | undefined {
  let parent = '';
  for (const property of pointerSegments(pointer)) {
    const { base, head } = views(parent);
    parent += childPointer('', property);
    const isNew = head.properties.has(property);
    if (base.properties.has(property) === isNew) continue;
    const ruleId = isNew ? 'property-added' : 'property-removed';
    return {
      ruleId,
      message: `the property '${property}' is ${isNew ? 'new' : 'gone'}: ${cause.message}`,
      facts: property,
      pointer: parent,
    };
  }
  return undefined;
}
