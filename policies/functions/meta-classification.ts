import { classifiedFields } from '../documents/classified-fields.ts';
import { DATA_CLASSES, PHI_CLASSES } from '../documents/data-class.ts';
import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

/**
 * A contract declares the highest class of its data, and its fields agree: none has a higher one, and when all have a class, one has this.
 * Health information is judged by phi-contract-classified.
 */
export const metaClassification = metadataRule((metadata, api) => {
  const node = memberOrWhole(metadata, 'dataClassification');
  const declared = DATA_CLASSES.findIndex((known) => known === metadata.at('dataClassification').value);
  if (declared < 0) return [{ message: `dataClassification must be one of ${DATA_CLASSES.join(', ')}`, node }];
  const { highest, isComplete } = classifiedFields(api);
  if (highest === undefined) return [];
  const rank = DATA_CLASSES.indexOf(highest.dataClass);
  const stated = DATA_CLASSES[declared];
  if (rank > declared && !(PHI_CLASSES.has(highest.dataClass) && !PHI_CLASSES.has(stated))) {
    return [{ message: `dataClassification is ${stated}, and the field '${highest.name}' is of class ${highest.dataClass}`, node }];
  }
  if (rank >= declared || !isComplete) return [];
  return [{ message: `dataClassification is ${stated}, and no field is of a higher class than ${highest.dataClass}`, node }];
});
