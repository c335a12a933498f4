import { childPointer, type Contract, type Location, type Schema, type SchemaObject } from '../../../registry/contract/index.ts';

/** A schema object of a contract, where it stands, and under which name when it is a named one. */
export interface SchemaSite {
  readonly schema: SchemaObject;
  readonly location: Location;
  readonly name: string | undefined;
}

/** A schema that stands at a place; undefined for one that says nothing (`true`, `false`). */
export function siteOf(schema: Schema | undefined, location: Location, name?: string): SchemaSite | undefined {
  return typeof schema === 'object' ? { schema, location, name } : undefined;
}

/** The named schema that a site does no more than refer to. */
export function namedSite(contract: Contract, site: SchemaSite): SchemaSite {
  let current = site;
  for (let hops = 0; hops < 16; hops += 1) {
    const { $ref } = current.schema;
    const target = $ref === undefined ? undefined : contract.schemas.get($ref);
    const next = target && siteOf(target.schema, target.location, target.name);
    if (!next) return current;
    current = next;
  }
  return current;
}

/**
 * What is said of one value: a schema, what it refers to and what its `allOf` hold, the schema itself first. With `alternatives` also the
 * branches of `anyOf` and `oneOf`. Each once, however the schemas refer to each other.
 */
export function sitesInPlace(contract: Contract, site: SchemaSite, alternatives = false): readonly SchemaSite[] {
  const found: SchemaSite[] = [];
  const seen = new Set<object>();
  const visit = (each: SchemaSite): void => {
    if (seen.has(each.schema)) return;
    seen.add(each.schema);
    found.push(each);
    const target = each.schema.$ref === undefined ? undefined : contract.schemas.get(each.schema.$ref);
    const referred = target && siteOf(target.schema, target.location, target.name);
    if (referred) visit(referred);
    for (const keyword of alternatives ? ['allOf', 'anyOf', 'oneOf'] : ['allOf']) {
      for (const branch of membersAt(each, keyword)) visit(branch);
    }
  };
  visit(site);
  return found;
}

/** The schemas that a keyword of a schema holds: a list, a map or one. */
function membersAt({ schema, location }: SchemaSite, keyword: string): readonly (SchemaSite & { readonly key: string })[] {
  const value = schema[keyword];
  if (typeof value !== 'object' || value === null) return [];
  const pointer = childPointer(location.pointer, keyword);
  return Object.entries(value).flatMap(([key, child]) => {
    const site = siteOf(child as Schema, { file: location.file, pointer: childPointer(pointer, key) });
    return site ? [{ ...site, key }] : [];
  });
}

/** The properties that an object may have, by name. */
export function propertiesOf(contract: Contract, site: SchemaSite): ReadonlyMap<string, SchemaSite> {
  const properties = new Map<string, SchemaSite>();
  for (const each of sitesInPlace(contract, site, true)) {
    for (const property of membersAt(each, 'properties')) if (!properties.has(property.key)) properties.set(property.key, property);
  }
  return properties;
}

/** The schema of the items of an array. */
export function itemsOf(contract: Contract, site: SchemaSite): SchemaSite | undefined {
  for (const { schema, location } of sitesInPlace(contract, site)) {
    const items = siteOf(schema['items'] as Schema | undefined, { file: location.file, pointer: childPointer(location.pointer, 'items') });
    if (items) return items;
  }
  return undefined;
}
