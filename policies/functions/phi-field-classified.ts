import { CLASS_MEMBER, DATA_CLASSES, dataClassOf } from '../documents/data-class.ts';
import { documentRule } from '../documents/document-rule.ts';
import { isPhiName } from '../documents/phi-name.ts';
import { keywordNode, propertiesOf } from '../documents/read-schema.ts';
import { schemaSites } from '../documents/schema-sites.ts';

const NAMED: ReadonlySet<string> = new Set(['property', 'parameter', 'header']);
const CLASSES: ReadonlySet<unknown> = new Set(DATA_CLASSES);

/** A field that is health information by its name says its class; and every class that is declared is one. An object's fields say theirs. */
export const phiFieldClassified = documentRule((document) =>
  schemaSites(document).flatMap((site) => {
    const { role, name, node } = site;
    const declared = dataClassOf(site);
    if (declared !== undefined && !CLASSES.has(declared)) {
      return [{ message: `'${String(declared)}' is no class of data; ${CLASS_MEMBER} is one of ${DATA_CLASSES.join(', ')}`, node }];
    }
    if (declared !== undefined || !NAMED.has(role) || !isPhiName(name)) return [];
    if (propertiesOf(node).size > 0 || propertiesOf(keywordNode(node, 'items')).size > 0) return [];
    return [{ message: `'${name}' is health information by its name and has no ${CLASS_MEMBER}`, node }];
  }),
);
