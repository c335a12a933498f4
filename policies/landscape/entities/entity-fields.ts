import type { Contract, SchemaObject } from '../../../registry/contract/index.ts';
import { meaningfulWords } from './entity-words.ts';
import type { EntityField } from './entity.ts';
import { fieldFacts } from './field-facts.ts';
import { namedSite, propertiesOf, type SchemaSite, sitesInPlace } from './schema-site.ts';

/** A schema belongs to one contract, and is met wherever it is referred to. */
const known = new WeakMap<SchemaObject, ReadonlyMap<string, EntityField>>();

/** The fields of an object, by the words of their names. */
export function entityFields(contract: Contract, site: SchemaSite): ReadonlyMap<string, EntityField> {
  const named = namedSite(contract, site);
  const found = known.get(named.schema);
  if (found) return found;
  const fields = new Map<string, EntityField>();
  known.set(named.schema, fields);
  const wholes = examplesOf(contract, named);
  for (const [name, property] of propertiesOf(contract, named)) {
    const words = meaningfulWords(name);
    const key = words.join(' ');
    if (key === '' || fields.has(key)) continue;
    const facts = fieldFacts(contract, property);
    const examples = [...facts.examples, ...wholes.flatMap((whole) => (Object.hasOwn(whole, name) ? [whole[name]] : []))];
    fields.set(key, { name, words, location: property.location, facts: { ...facts, examples } });
  }
  return fields;
}

/** Examples of the whole object. */
function examplesOf(contract: Contract, site: SchemaSite): readonly Readonly<Record<string, unknown>>[] {
  return sitesInPlace(contract, site).flatMap(({ schema: { examples } }) =>
    (Array.isArray(examples) ? (examples as unknown[]) : []).filter(
      (example): example is Record<string, unknown> => typeof example === 'object' && example !== null && !Array.isArray(example),
    ),
  );
}
