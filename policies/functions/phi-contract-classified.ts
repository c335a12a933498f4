import { classifiedFields } from '../documents/classified-fields.ts';
import { PHI_CLASSES } from '../documents/data-class.ts';
import { memberOrWhole, metadataRule } from '../documents/metadata-rule.ts';

/** A contract with health information in any field, by its class or by its name, declares it: `dataClassification` is P or S. */
export const phiContractClassified = metadataRule((metadata, api) => {
  const declared = metadata.at('dataClassification').value;
  if (PHI_CLASSES.has(declared)) return [];
  const node = memberOrWhole(metadata, 'dataClassification');
  const { highest, unclassifiedPhi } = classifiedFields(api);
  if (highest !== undefined && PHI_CLASSES.has(highest.dataClass)) {
    return [
      {
        message: `the field '${highest.name}' is health information (class ${highest.dataClass}), and dataClassification is ${String(declared)}`,
        node,
      },
    ];
  }
  if (unclassifiedPhi === undefined) return [];
  return [
    { message: `the field '${unclassifiedPhi}' is health information by its name, and dataClassification is ${String(declared)}`, node },
  ];
});
