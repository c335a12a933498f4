import type { Contract, SchemaObject } from '../../../registry/contract/index.ts';
import { meaningfulWords } from './entity-words.ts';
import type { EntityField } from './entity.ts';
import { fieldFacts } from './field-facts.ts';
import { namedSite, propertiesOf, type SchemaSite } from './schema-site.ts';

/** A schema belongs to one contract, and is met wherever it is referred to. */
const known = new WeakMap<SchemaObject, ReadonlyMap<string, EntityField>>();

/** The fields of an object, by the words of their names. */
export function entityFields(contract: Contract, site: SchemaSite): ReadonlyMap<string, EntityField> {
  const named = namedSite(contract, site);
  const found = known.get(named.schema);
  if (found) return found;
  const fields = new Map<string, EntityField>();
  known.set(named.schema, fields);
  for (const [name, property] of propertiesOf(contract, named)) {
    const words = meaningfulWords(name);
    const key = words.join(' ');
    if (key !== '' && !fields.has(key))
      fields.set(key, { name, words, location: property.location, facts: fieldFacts(contract, property) });
  }
  return fields;
}
