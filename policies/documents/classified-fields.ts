import { oncePerDocument } from './api-document.ts';
import { DATA_CLASSES, dataClassOf } from './data-class.ts';
import { isPhiName } from './phi-name.ts';
import { type SchemaSite, schemaSites } from './schema-sites.ts';

/** What the fields of a document say about its data. */
export interface ClassifiedFields {
  /** A field of the highest class that any field has; undefined when no field has a class. */
  readonly highest: { readonly name: string; readonly dataClass: (typeof DATA_CLASSES)[number] } | undefined;
  /** Does every property have a class? Otherwise something higher may be in it. */
  readonly isComplete: boolean;
  /** A field without a class that is health information by its name. */
  readonly unclassifiedPhi: string | undefined;
}

/** Reads the data classes of a document's properties, parameters and headers. */
export const classifiedFields = oncePerDocument((document): ClassifiedFields => {
  const fields = schemaSites(document).filter(({ role }) => role === 'property' || role === 'parameter' || role === 'header');
  const classes = fields.map((field) => ({ field, rank: rankOf(field) }));
  const top = classes.reduce<(typeof classes)[number] | undefined>((best, one) => (one.rank > (best?.rank ?? -1) ? one : best), undefined);
  const dataClass = DATA_CLASSES[top?.rank ?? -1];
  return {
    highest: top && dataClass ? { name: top.field.name, dataClass } : undefined,
    isComplete: classes.every(({ field, rank }) => rank >= 0 || field.role !== 'property'),
    unclassifiedPhi: classes.find(({ field, rank }) => rank < 0 && isPhiName(field.name))?.field.name,
  };
});

function rankOf(field: SchemaSite): number {
  return DATA_CLASSES.findIndex((known) => known === dataClassOf(field));
}
