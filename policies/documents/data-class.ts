import { isMembers } from './members.ts';
import { keywordNode, keywordOf } from './read-schema.ts';
import type { SchemaSite } from './schema-sites.ts';

/** Member that says the class of data that a field holds. */
export const CLASS_MEMBER = 'x-data-classification';

/** Classes of data, lowest first: none, internal, financial, bank secret, health information, sensitive health information. */
export const DATA_CLASSES = ['N', 'I', 'F', 'B', 'P', 'S'] as const;

/** Classes that are protected health information. */
export const PHI_CLASSES: ReadonlySet<unknown> = new Set(['P', 'S']);

/** The class that a field declares: on its schema or the items of its list, or on the parameter that the schema belongs to. */
export function dataClassOf({ node, holder }: Pick<SchemaSite, 'node' | 'holder'>): unknown {
  const ofHolder = isMembers(holder?.value) ? holder.value[CLASS_MEMBER] : undefined;
  return ofHolder ?? keywordOf(node, CLASS_MEMBER) ?? keywordOf(keywordNode(node, 'items'), CLASS_MEMBER);
}
